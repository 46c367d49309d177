package io.segue.state.control;

import io.segue.state.item.Item;
import io.segue.state.live.ItemActivity;
import io.segue.state.release.Delta;
import io.segue.state.release.Experiment;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Release;
import io.segue.state.release.Withdrawal;

/** What every subtask of the scoring and the ranking operator is told, beside the interactions of its own users. */
public sealed interface ControlMessage {
    /** Something was said of a model. */
    sealed interface ModelMessage extends ControlMessage {
        ModelRecord record();

        static ModelMessage of(ModelRecord record) {
            if (record instanceof Delta delta) {
                return new DeltaChanged(delta);
            }
            if (record instanceof Withdrawal withdrawal) {
                return new DeltasWithdrawn(withdrawal);
            }
            if (record instanceof Experiment experiment) {
                return new ExperimentChanged(experiment);
            }
            return new ReleaseChanged((Release) record);
        }
    }

    /** A release was published. */
    record ReleaseChanged(Release release) implements ModelMessage {
        @Override
        public Release record() {
            return release;
        }
    }

    /** A version has learned. */
    record DeltaChanged(Delta delta) implements ModelMessage {
        @Override
        public Delta record() {
            return delta;
        }
    }

    /** What a version has learned was taken back. */
    record DeltasWithdrawn(Withdrawal withdrawal) implements ModelMessage {
        @Override
        public Withdrawal record() {
            return withdrawal;
        }
    }

    /** Other variants than before answer, or are tested. */
    record ExperimentChanged(Experiment experiment) implements ModelMessage {
        @Override
        public Experiment record() {
            return experiment;
        }
    }

    /** An item was announced or withdrawn. */
    record ItemChanged(Item item) implements ControlMessage {}

    /** Something happened to an item. */
    record ItemActivityChanged(String itemId, ItemActivity activity) implements ControlMessage {}
}
