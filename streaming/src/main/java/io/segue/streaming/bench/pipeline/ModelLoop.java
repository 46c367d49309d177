package io.segue.streaming.bench.pipeline;

import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.List;

/** Asks the model for a step and its best items, a full bundle at a time on one thread, and does nothing else. */
final class ModelLoop {
    private static final int TAIL = 3;
    private static final double SECONDS = 1.5;
    private static final long EVENT_MS = 20_000;

    private final NextItemModel model;
    private final int bundle;
    private final int proposals;

    ModelLoop(NextItemModel model, int bundle, int proposals) {
        this.model = model;
        this.bundle = bundle;
        this.proposals = proposals;
    }

    Cost run() {
        try (Scorer scorer = model.newScorer()) {
            List<SessionTail> tails = new ArrayList<>();
            List<ModelRequest> replays = new ArrayList<>();
            for (int i = 0; i < bundle; i++) {
                tails.add(tail(i));
                replays.add(ModelRequest.replay(tails.get(i), ""));
            }
            List<ModelRequest> steps = new ArrayList<>();
            for (ModelAnswer replayed : scorer.recommend(replays, proposals)) {
                steps.add(ModelRequest.step(replayed.hidden(), tails.get(steps.size()), ""));
            }
            Cost.Start start = Cost.start();
            long events = 0;
            while (start.seconds() < SECONDS) {
                events += scorer.recommend(steps, proposals).size();
            }
            return start.end(events);
        }
    }

    private SessionTail tail(int number) {
        SessionTail tail = SessionTail.EMPTY;
        for (int event = 0; event < TAIL; event++) {
            int item = (number * TAIL + event) % model.itemsCount();
            tail = tail.append(new SessionEvent("item-" + item, InteractionType.VIEW, event * EVENT_MS), TAIL);
        }
        return tail;
    }
}
