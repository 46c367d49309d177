package io.segue.models.serving;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.feature.StepInput;
import io.segue.state.session.SessionTail;
import java.util.List;

/**
 * One session's turn in a batch.
 *
 * @param hidden the vector before the inputs, of the model's hidden size; empty where the session starts and nothing is
 *     known of its user. Not copied, and never written to
 * @param isMemory whether that is the vector after the last input of the user's session before, and this one starts
 * @param inputs oldest first: one for a step, more to replay
 * @param tail the session up to its newest event, as far as it is kept, whose items a model may score as the session's
 *     own; may be empty
 * @param excludedItemId never recommended; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ModelRequest(
        float[] hidden, boolean isMemory, List<StepInput> inputs, SessionTail tail, String excludedItemId) {
    /** Longest replay; a session's tail is no longer. */
    public static final int INPUTS_MAX = 1_000;

    private static final float[] SESSION_START = {};

    public ModelRequest {
        inputs = List.copyOf(inputs);
        require(
                !inputs.isEmpty() && inputs.size() <= INPUTS_MAX,
                "inputs.size",
                inputs.size(),
                "within [1, " + INPUTS_MAX + "]");
    }

    /** A request that says nothing of the session's own items. */
    public ModelRequest(float[] hidden, List<StepInput> inputs, String excludedItemId) {
        this(hidden, false, inputs, SessionTail.EMPTY, excludedItemId);
    }

    /** One step: the newest event of the tail, after the state before it. */
    public static ModelRequest step(float[] hidden, SessionTail tail, String excludedItemId) {
        return new ModelRequest(hidden, false, List.of(tail.newestInput()), tail, excludedItemId);
    }

    /** The whole tail from the start, where no state is known. */
    public static ModelRequest replay(SessionTail tail, String excludedItemId) {
        return replay(SESSION_START, tail, excludedItemId);
    }

    /**
     * The whole tail from the start.
     *
     * @param memory the vector after the user's session before, empty for none; a model without a memory passes over it
     */
    public static ModelRequest replay(float[] memory, SessionTail tail, String excludedItemId) {
        return new ModelRequest(memory, true, tail.inputs(), tail, excludedItemId);
    }
}
