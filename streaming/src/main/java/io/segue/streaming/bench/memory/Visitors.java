package io.segue.streaming.bench.memory;

import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Users who go on and on, each with a session and the hidden vector after it. */
final class Visitors {
    private static final int TAIL_MAX = 20;
    private static final float[] NONE = {};
    private static final long PAUSE_MS = 1_000;

    private final SplittableRandom random = new SplittableRandom(3);
    private final int items;
    private final SessionTail[] tails;
    private final float[][] hidden;
    private long nowMs;

    Visitors(int count, int items) {
        this.items = items;
        this.tails = new SessionTail[count];
        this.hidden = new float[count][];
        Arrays.fill(tails, SessionTail.EMPTY);
        forgetHidden();
    }

    /** Everybody's next event; whose hidden vector is forgotten replays. */
    List<ModelRequest> next() {
        nowMs += PAUSE_MS;
        List<ModelRequest> requests = new ArrayList<>(tails.length);
        for (int i = 0; i < tails.length; i++) {
            String itemId = "item-" + random.nextInt(items);
            tails[i] = tails[i].append(new SessionEvent(itemId, InteractionType.VIEW, nowMs), TAIL_MAX);
            requests.add(
                    hidden[i].length == 0
                            ? ModelRequest.replay(tails[i], itemId)
                            : ModelRequest.step(hidden[i], tails[i], itemId));
        }
        return requests;
    }

    void take(List<ModelAnswer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            hidden[i] = answers.get(i).hidden();
        }
    }

    /** Another model has come. */
    void forgetHidden() {
        Arrays.fill(hidden, NONE);
    }
}
