package io.segue.models.serving;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.feature.StepInput;
import java.util.List;

/**
 * One session's turn in a batch.
 *
 * @param hidden the vector before the inputs, of the model's hidden size; empty where the session starts. Not copied,
 *     and never written to
 * @param inputs oldest first: one for a step, more to replay
 * @param excludedItemId never recommended; empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ModelRequest(float[] hidden, List<StepInput> inputs, String excludedItemId) {
    /** Longest replay; a session's tail is no longer. */
    public static final int INPUTS_MAX = 1_000;

    public ModelRequest {
        inputs = List.copyOf(inputs);
        require(
                !inputs.isEmpty() && inputs.size() <= INPUTS_MAX,
                "inputs.size",
                inputs.size(),
                "within [1, " + INPUTS_MAX + "]");
    }
}
