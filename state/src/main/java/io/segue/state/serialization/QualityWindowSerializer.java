package io.segue.state.serialization;

import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 2: what version 1 was, then whether the slice is of a shadow, the disagreements and the squared reciprocal ranks.
 *
 * <p>Version 1: start, end, the slice, then the sums of served, paired and control, and the squared differences. */
public final class QualityWindowSerializer extends VersionedSerializer<QualityWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public int version() {
        return 2;
    }

    @Override
    protected void write(QualityWindow window, DataOutputView out) throws IOException {
        out.writeLong(window.startMs());
        out.writeLong(window.endMs());
        out.writeUTF(window.slice().model().version());
        out.writeUTF(window.slice().model().variant());
        out.writeUTF(window.slice().by());
        out.writeUTF(window.slice().value());
        writeSums(window.sums().served(), out);
        writeSums(window.sums().paired(), out);
        writeSums(window.sums().control(), out);
        out.writeDouble(window.sums().squaredDifferences());
        out.writeBoolean(window.slice().shadow());
        VarInts.writeUnsigned(window.sums().disagreements(), out);
        out.writeDouble(window.sums().squaredReciprocalRanks());
    }

    @Override
    protected QualityWindow read(DataInputView in, int fromVersion) throws IOException {
        long startMs = in.readLong();
        long endMs = in.readLong();
        ModelVersion model = new ModelVersion(in.readUTF(), in.readUTF());
        String by = in.readUTF();
        String value = in.readUTF();
        ListSums served = readSums(in);
        ListSums paired = readSums(in);
        ListSums control = readSums(in);
        double squaredDifferences = in.readDouble();
        if (fromVersion == 1) {
            QualitySums sums = new QualitySums(served, paired, control, squaredDifferences);
            return new QualityWindow(startMs, endMs, new QualitySlice(model, by, value), sums);
        }
        QualitySlice slice = new QualitySlice(model, by, value, in.readBoolean());
        QualitySums sums =
                new QualitySums(served, paired, control, squaredDifferences, VarInts.readUnsigned(in), in.readDouble());
        return new QualityWindow(startMs, endMs, slice, sums);
    }

    private static void writeSums(ListSums sums, DataOutputView out) throws IOException {
        VarInts.writeUnsigned(sums.tests(), out);
        VarInts.writeUnsigned(sums.hits1(), out);
        VarInts.writeUnsigned(sums.hits5(), out);
        VarInts.writeUnsigned(sums.hits20(), out);
        out.writeDouble(sums.reciprocalRanks());
    }

    private static ListSums readSums(DataInputView in) throws IOException {
        return new ListSums(
                VarInts.readUnsigned(in),
                VarInts.readUnsigned(in),
                VarInts.readUnsigned(in),
                VarInts.readUnsigned(in),
                in.readDouble());
    }
}
