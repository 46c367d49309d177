package io.segue.operators.turn;

import io.segue.state.live.Transition;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.release.VariantList;
import io.segue.state.serialization.InteractionSerializer;
import io.segue.state.serialization.SessionTailSerializer;
import io.segue.state.serialization.VarInts;
import io.segue.state.serialization.VersionedSerializer;
import io.segue.state.session.TurnPlace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 3: a tag, then the fields in order. Never in state, so older versions are not read. */
public final class SessionSignalSerializer extends VersionedSerializer<SessionSignal> {
    private static final long serialVersionUID = 1L;
    private static final int TURN = 0;
    private static final int TRANSITION = 1;
    private static final int LIST_MAX = 100_000;

    private final InteractionSerializer interactions = new InteractionSerializer();
    private final SessionTailSerializer tails = new SessionTailSerializer();

    @Override
    public int version() {
        return 3;
    }

    @Override
    protected void write(SessionSignal signal, DataOutputView out) throws IOException {
        if (signal instanceof ScoredTurn turn) {
            out.writeByte(TURN);
            writeTurn(turn, out);
        } else if (signal instanceof ObservedTransition observed) {
            out.writeByte(TRANSITION);
            out.writeUTF(observed.transition().fromItemId());
            out.writeUTF(observed.transition().toItemId());
            out.writeDouble(observed.transition().log2Weight());
            out.writeLong(observed.eventTimeMs());
        }
    }

    @Override
    protected SessionSignal read(DataInputView in, int fromVersion) throws IOException {
        int tag = in.readUnsignedByte();
        return switch (tag) {
            case TURN -> readTurn(in);
            case TRANSITION ->
                new ObservedTransition(new Transition(in.readUTF(), in.readUTF(), in.readDouble()), in.readLong());
            default -> throw new IOException("unknown signal of a session " + tag);
        };
    }

    void writeTurn(ScoredTurn turn, DataOutputView out) throws IOException {
        interactions.serialize(turn.trigger(), out);
        out.writeUTF(turn.sessionId());
        out.writeBoolean(turn.opensSession());
        out.writeLong(turn.place().newestTimestampMs());
        VarInts.writeUnsigned(turn.place().eventsCount(), out);
        tails.serialize(turn.tail(), out);
        out.writeUTF(turn.model().version());
        out.writeUTF(turn.model().variant());
        PackedItems.write(turn.proposals(), out);
        PackedItems.write(turn.similar(), out);
        out.writeUTF(turn.whyNoModel());
        VarInts.writeUnsigned(turn.lanes().size(), out);
        for (LaneScores lane : turn.lanes()) {
            out.writeUTF(lane.version());
            PackedItems.write(lane.proposals(), out);
            PackedItems.write(lane.similar(), out);
        }
        VarInts.writeUnsigned(turn.variants().size(), out);
        for (TurnVariant variant : turn.variants()) {
            out.writeUTF(variant.id());
            out.writeBoolean(variant.shadow());
            out.writeByte(variant.list().ordinal());
            VarInts.writeSigned(variant.lane(), out);
        }
    }

    ScoredTurn readTurn(DataInputView in) throws IOException {
        return new ScoredTurn(
                interactions.deserialize(in),
                in.readUTF(),
                in.readBoolean(),
                new TurnPlace(in.readLong(), (int) VarInts.readUnsigned(in)),
                tails.deserialize(in),
                new ModelVersion(in.readUTF(), in.readUTF()),
                PackedItems.read(in),
                PackedItems.read(in),
                in.readUTF(),
                readLanes(in),
                readVariants(in));
    }

    private static List<LaneScores> readLanes(DataInputView in) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        List<LaneScores> lanes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lanes.add(new LaneScores(in.readUTF(), PackedItems.read(in), PackedItems.read(in)));
        }
        return lanes;
    }

    private static List<TurnVariant> readVariants(DataInputView in) throws IOException {
        int count = VarInts.readCount(in, LIST_MAX);
        List<TurnVariant> variants = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            variants.add(
                    new TurnVariant(in.readUTF(), in.readBoolean(), VariantList.ofOrdinal(in.readUnsignedByte()), (int)
                            VarInts.readSigned(in)));
        }
        return variants;
    }
}
