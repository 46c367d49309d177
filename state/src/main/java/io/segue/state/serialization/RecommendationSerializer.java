package io.segue.state.serialization;

import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 1: the fields in order, lists with their length before them. */
public final class RecommendationSerializer extends VersionedSerializer<Recommendation> {
    private static final long serialVersionUID = 1L;
    private static final int LIST_MAX = 100_000;

    @Override
    public int version() {
        return 1;
    }

    @Override
    protected void write(Recommendation recommendation, DataOutputView out) throws IOException {
        out.writeUTF(recommendation.recommendationId());
        out.writeUTF(recommendation.userId());
        out.writeUTF(recommendation.sessionId());
        out.writeUTF(recommendation.triggerEventId());
        out.writeLong(recommendation.eventTimeMs());
        out.writeLong(recommendation.generatedAtMs());
        out.writeLong(recommendation.publishedAtMs());
        out.writeUTF(recommendation.model().version());
        out.writeUTF(recommendation.model().variant());
        VarInts.writeUnsigned(recommendation.items().size(), out);
        for (RecommendedItem item : recommendation.items()) {
            out.writeUTF(item.itemId());
            VarInts.writeUnsigned(item.rank(), out);
            out.writeDouble(item.score());
            out.writeByte(item.source().ordinal());
            VarInts.writeUnsigned(item.because().size(), out);
            for (String because : item.because()) {
                out.writeUTF(because);
            }
        }
        out.writeUTF(recommendation.reason());
    }

    @Override
    protected Recommendation read(DataInputView in, int fromVersion) throws IOException {
        return new Recommendation(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                new ModelVersion(in.readUTF(), in.readUTF()),
                readItems(in),
                in.readUTF());
    }

    private static List<RecommendedItem> readItems(DataInputView in) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        List<RecommendedItem> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String itemId = in.readUTF();
            int rank = (int) VarInts.readUnsigned(in);
            double score = in.readDouble();
            Source source = Source.ofOrdinal(in.readUnsignedByte());
            int reasons = VarInts.readCount(in, LIST_MAX);
            List<String> because = new ArrayList<>(reasons);
            for (int j = 0; j < reasons; j++) {
                because.add(in.readUTF());
            }
            items.add(new RecommendedItem(itemId, rank, score, source, because));
        }
        return items;
    }
}
