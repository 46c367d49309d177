package io.segue.streaming.bench.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.GruTrainer;
import io.segue.models.gru.TrainingListener;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.serialization.UserStateSerializer;
import io.segue.state.session.HiddenState;
import io.segue.state.session.RecentEventIds;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionLog;
import io.segue.state.session.SessionSettings;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserState;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Whether the lists become worse because the state keeps hidden vectors in half floats: the same sessions step by step,
 * once with the vectors as the model gives them, once as the state gives them back.
 *
 * @param tests events that went on with a session
 * @param sameLists share of the tests whose 20 items are the same in the same order
 */
public record HiddenWidth(long tests, double sameLists, Hits floats, Hits halves) {
    private static final int DEPTH = 20;

    /** Recall@20 and MRR@20. */
    record Hits(double recall, double mrr) {
        private static Hits of(long hits, double reciprocalRanks, long tests) {
            return new Hits((double) hits / tests, reciprocalRanks / tests);
        }

        void writeTo(ObjectNode json) {
            json.put("recallAt20", recall);
            json.put("mrrAt20", mrr);
        }
    }

    private record Open(SessionTail tail, long newestMs, Lane floats, Lane halves) {}

    private record Lane(float[] hidden, List<ScoredItem> list) {}

    private static final double OLDER = 0.8;
    private static final int EPOCHS = 3;
    private static final String CPU = "cpu";

    /** Trains on the older events, in the order of their time, and plays the newer ones. */
    public static HiddenWidth measure(
            List<Interaction> events, int hidden, SessionSettings settings, TrainingListener listener)
            throws IOException {
        int older = (int) (OLDER * events.size());
        DeviceChoice cpu = new DeviceChoice(CPU);
        GruSettings gru = GruSettings.DEFAULT.withHiddenSize(hidden).withEpochs(EPOCHS);
        try (NextItemModel model = new GruTrainer(gru, cpu)
                .train(SessionLog.sessions(events.subList(0, older), settings), ItemCatalogue.EMPTY, listener)
                .open("bench", cpu)) {
            return of(model, events.subList(older, events.size()), settings);
        }
    }

    private static HiddenWidth of(NextItemModel model, List<Interaction> events, SessionSettings settings)
            throws IOException {
        Map<String, Open> openByUser = new HashMap<>();
        long tests = 0;
        long same = 0;
        long floatHits = 0;
        long halfHits = 0;
        double floatRanks = 0;
        double halfRanks = 0;
        try (Scorer scorer = model.newScorer()) {
            for (Interaction event : events) {
                Open open = openByUser.get(event.userId());
                boolean goesOn = open != null
                        && event.timestampMs() - open.newestMs()
                                < settings.gap().toMillis();
                if (goesOn && !open.tail().newest().itemId().equals(event.itemId())) {
                    int floatRank = rank(open.floats().list(), event.itemId());
                    int halfRank = rank(open.halves().list(), event.itemId());
                    tests++;
                    same += ids(open.floats()).equals(ids(open.halves())) ? 1 : 0;
                    floatHits += floatRank > 0 ? 1 : 0;
                    halfHits += halfRank > 0 ? 1 : 0;
                    floatRanks += floatRank > 0 ? 1.0 / floatRank : 0;
                    halfRanks += halfRank > 0 ? 1.0 / halfRank : 0;
                }
                openByUser.put(event.userId(), next(scorer, goesOn ? open : null, event, settings));
            }
        }
        return new HiddenWidth(
                tests,
                (double) same / tests,
                Hits.of(floatHits, floatRanks, tests),
                Hits.of(halfHits, halfRanks, tests));
    }

    private static Open next(Scorer scorer, @Nullable Open open, Interaction event, SessionSettings settings)
            throws IOException {
        SessionTail before = open == null ? SessionTail.EMPTY : open.tail();
        SessionTail tail =
                before.append(new SessionEvent(event.itemId(), event.type(), event.timestampMs()), settings.tailMax());
        float[] floats = open == null ? new float[0] : open.floats().hidden();
        float[] halves = open == null ? new float[0] : open.halves().hidden();
        List<ModelAnswer> answers = scorer.recommend(
                List.of(
                        ModelRequest.step(floats, tail, event.itemId()),
                        ModelRequest.step(halves, tail, event.itemId())),
                DEPTH);
        return new Open(
                tail,
                event.timestampMs(),
                new Lane(answers.get(0).hidden(), answers.get(0).items()),
                new Lane(kept(answers.get(1).hidden()), answers.get(1).items()));
    }

    /** As the state gives it back. */
    private static float[] kept(float[] hidden) throws IOException {
        UserStateSerializer serializer = new UserStateSerializer();
        DataOutputSerializer out = new DataOutputSerializer(hidden.length * Float.BYTES);
        serializer.serialize(
                new UserState("", 0, 0, SessionTail.EMPTY, new HiddenState("", hidden), RecentEventIds.EMPTY), out);
        return serializer
                .deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()))
                .hidden()
                .values();
    }

    private static List<String> ids(Lane lane) {
        return lane.list().stream().map(ScoredItem::itemId).toList();
    }

    private static int rank(List<ScoredItem> list, String itemId) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).itemId().equals(itemId)) {
                return i + 1;
            }
        }
        return 0;
    }

    public String line() {
        return "hidden vectors of 32 bits: Recall@20 %.4f, MRR@20 %.4f; of 16: %.4f, %.4f; %.1f %% of %,d lists are the same"
                .formatted(floats.recall(), floats.mrr(), halves.recall(), halves.mrr(), 100 * sameLists, tests);
    }

    public void writeTo(ObjectNode json) {
        json.put("tests", tests);
        json.put("sameLists", sameLists);
        floats.writeTo(json.putObject("bits32"));
        halves.writeTo(json.putObject("bits16"));
    }
}
