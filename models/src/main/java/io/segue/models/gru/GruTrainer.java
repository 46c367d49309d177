package io.segue.models.gru;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import io.segue.models.training.TooLittleToLearnException;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.UserSession;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Trains the contextual GRU on sessions: Hidasi and Karatzoglou, "Recurrent Neural Networks with Top-k Gains for
 * Session-based Recommendations" (CIKM 2018), with one table for items as inputs and outputs, sampled softmax with logQ
 * correction and Adagrad on touched rows. The gradient flows through whole sessions, see
 * {@link GruSettings.Batches#stepsMax()}.
 *
 * <p>What it adds: an item's vector is tied to its content, and some items of every step are known by that alone (after
 * DropoutNet; Volkovs et al., NIPS 2017), so that an item which nobody has seen has a vector too; and the session's own
 * items are scored as such besides (a copy head; cf. RepeatNet, Ren et al., AAAI 2019).
 *
 * <p>The same sessions, settings and device kind give the same weights. Uses one thread; trainings in one process run
 * one after the other, because the engine has one gradient collector.
 */
public final class GruTrainer {
    private final GruSettings settings;
    private final DeviceChoice device;
    private final Optional<LearnerStart> start;

    /** Trains from nothing. */
    public GruTrainer(GruSettings settings, DeviceChoice device) {
        this(settings, device, Optional.empty());
    }

    /** @param start where the training goes on from, as far as it knows the items and their content */
    public GruTrainer(GruSettings settings, DeviceChoice device, Optional<LearnerStart> start) {
        this.settings = settings;
        this.device = device;
        this.start = start;
    }

    /**
     * Trains.
     *
     * @param sessionsInTimeOrder the order of the steps in every epoch: the newest sessions are learned last
     * @param catalogue content of the items, of any part of them
     * @throws TooLittleToLearnException if there is too little to learn from
     * @throws IllegalArgumentException if the start is of another network
     * @throws TrainingDivergedException if the loss is no longer a number, or far above that of the first step
     * @throws CancellationException if the thread is interrupted
     */
    public TrainedGru train(List<UserSession> sessionsInTimeOrder, ItemCatalogue catalogue, TrainingListener listener) {
        TrainingData data = TrainingData.of(sessionsInTimeOrder, catalogue, settings);
        try (NDManager manager = TorchEngine.start().newBaseManager(device.resolve())) {
            Engine engine = TorchEngine.start();
            TrainingStep step = new TrainingStep(engine, manager, settings.loss());
            return new GruTraining(settings, sessionsInTimeOrder, data, step, start).run(listener);
        }
    }
}
