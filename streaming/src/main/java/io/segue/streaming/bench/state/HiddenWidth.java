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
import io.segue.state.session.HiddenState;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionLog;
import io.segue.state.session.SessionSettings;
import io.segue.state.session.SessionTail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether the lists become worse because the state keeps hidden vectors in half floats: the same sessions step by step,
 * once with the vectors as the model gives them, once as the state gives them back.
 *
 * @param tests events that went on with a session
 * @param sameLists share of the tests whose 20 items are the same in the same order
 */
public record HiddenWidth(long tests, double sameLists, Hits floats, Hits halves) {
    private static final int DEPTH = 20;
    private static final double OLDER = 0.8;
    private static final int EPOCHS = 3;
    private static final String CPU = "cpu";

    /** Recall@20 and MRR@20. */
    record Hits(double recall, double mrr) {
        void writeTo(ObjectNode json) {
            json.put("recallAt20", recall);
            json.put("mrrAt20", mrr);
        }
    }

    private static final class Tally {
        private long hits;
        private double reciprocalRanks;

        void add(List<String> list, String itemId) {
            int place = list.indexOf(itemId);
            if (place >= 0) {
                hits++;
                reciprocalRanks += 1.0 / (place + 1);
            }
        }

        Hits of(long tests) {
            return new Hits((double) hits / tests, reciprocalRanks / tests);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Lane(float[] hidden, List<String> list) {
        private static final Lane NEW = new Lane(new float[0], List.of());
    }

    private record Open(SessionTail tail, long newestMs, Lane floats, Lane halves) {
        private static final Open NEW = new Open(SessionTail.EMPTY, 0, Lane.NEW, Lane.NEW);

        boolean goesOnWith(Interaction event, SessionSettings settings) {
            return !tail.isEmpty()
                    && event.timestampMs() - newestMs < settings.gap().toMillis();
        }
    }

    /**
     * Trains on the older events, in the order of their time, and plays the newer ones.
     *
     * @throws IllegalArgumentException if there is too little to train on, or nothing to test
     */
    public static HiddenWidth measure(
            List<Interaction> events, int hidden, SessionSettings settings, TrainingListener listener) {
        int older = (int) (OLDER * events.size());
        DeviceChoice cpu = new DeviceChoice(CPU);
        GruSettings gru = GruSettings.DEFAULT.withHiddenSize(hidden).withEpochs(EPOCHS);
        try (NextItemModel model = new GruTrainer(gru, cpu)
                .train(SessionLog.sessions(events.subList(0, older), settings), ItemCatalogue.EMPTY, listener)
                .open("bench", cpu)) {
            return of(model, events.subList(older, events.size()), settings);
        }
    }

    private static HiddenWidth of(NextItemModel model, List<Interaction> events, SessionSettings settings) {
        Map<String, Open> openByUser = new HashMap<>();
        Tally floats = new Tally();
        Tally halves = new Tally();
        long tests = 0;
        long same = 0;
        try (Scorer scorer = model.newScorer()) {
            for (Interaction event : events) {
                Open open = openByUser.getOrDefault(event.userId(), Open.NEW);
                boolean goesOn = open.goesOnWith(event, settings);
                if (goesOn && !open.tail().newest().itemId().equals(event.itemId())) {
                    floats.add(open.floats().list(), event.itemId());
                    halves.add(open.halves().list(), event.itemId());
                    same += open.floats().list().equals(open.halves().list()) ? 1 : 0;
                    tests++;
                }
                openByUser.put(event.userId(), next(scorer, goesOn ? open : Open.NEW, event, settings));
            }
        }
        if (tests == 0) {
            throw new IllegalArgumentException("no newer event goes on with a session");
        }
        return new HiddenWidth(tests, (double) same / tests, floats.of(tests), halves.of(tests));
    }

    private static Open next(Scorer scorer, Open open, Interaction event, SessionSettings settings) {
        SessionTail tail = open.tail()
                .append(new SessionEvent(event.itemId(), event.type(), event.timestampMs()), settings.tailMax());
        List<ModelAnswer> answers = scorer.recommend(
                List.of(
                        ModelRequest.step(open.floats().hidden(), tail, event.itemId()),
                        ModelRequest.step(open.halves().hidden(), tail, event.itemId())),
                DEPTH);
        return new Open(
                tail,
                event.timestampMs(),
                new Lane(answers.get(0).hidden(), ids(answers.get(0))),
                new Lane(HiddenState.kept("", answers.get(1).hidden()).values(), ids(answers.get(1))));
    }

    private static List<String> ids(ModelAnswer answer) {
        return answer.items().stream().map(ScoredItem::itemId).toList();
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
