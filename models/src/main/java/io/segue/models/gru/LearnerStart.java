package io.segue.models.gru;

import io.segue.models.delta.WeightsDelta;
import io.segue.models.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Where a {@link GruLearner} starts.
 *
 * @param version of the bundle
 * @param settings of its training
 * @param bundle as it was released
 * @param sums of the optimizer, at the end of the training or at one of the deltas; empty to begin with new ones
 * @param published deltas, oldest first, each of which applies to the state after the one before
 */
public record LearnerStart(
        String version, GruSettings settings, GruState bundle, Map<String, Tensor> sums, List<WeightsDelta> published) {
    public LearnerStart {
        sums = Map.copyOf(sums);
        published = List.copyOf(published);
        int state = 0;
        for (WeightsDelta delta : published) {
            WeightsDelta.Head head = delta.head();
            if (!head.version().equals(version) || !head.appliesTo(state)) {
                throw new IllegalArgumentException("delta " + head.number() + " from " + head.from() + " of version "
                        + head.version() + " does not apply to state " + state + " of version " + version);
            }
            state = head.number();
        }
    }

    /** A bundle that nobody has learned on from. */
    public LearnerStart(String version, GruSettings settings, GruState bundle, Map<String, Tensor> sums) {
        this(version, settings, bundle, sums, List.of());
    }
}
