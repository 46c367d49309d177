package io.segue.models.gru;

import static io.segue.state.settings.Requirements.require;

import ai.djl.ndarray.NDManager;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import io.segue.models.serving.NextItemModel;
import io.segue.models.vocabulary.ContentRows;
import io.segue.models.vocabulary.KnownItems;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.SessionTail;
import io.segue.state.settings.InvalidOptionException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Goes on learning where a training ended, from events in order of time: every so many changes from an item to another
 * it takes one step over them, each session replayed from its start. Items that come for the first time get rows of
 * their own behind the others with the next step; they start as their content alone.
 *
 * <p>Models opened earlier keep the weights that they were opened with. Not thread safe; the same start and the same
 * events give the same weights.
 */
public final class GruLearner implements AutoCloseable {
    private final GruSettings settings;
    private final GruLearnerSettings learning;
    private final ItemCatalogue catalogue;
    private final DeviceChoice device;
    private final NDManager manager;
    private final TrainingStep step;
    private final SplittableRandom random;
    private final RecentCounts counts;
    private final NewEvents events = new NewEvents();
    private final Set<String> newItems = new LinkedHashSet<>();
    private final List<String> newItemsEvents = new ArrayList<>();
    private final List<ContentRows> contents;
    private KnownItems known;
    private GruWeights weights;
    private Adagrad adagrad;

    /**
     * A learner beside the model that it starts from, which stays what it is.
     *
     * @param catalogue content of the items, of those too that are still to come
     * @throws InvalidOptionException if the network has a memory
     */
    public GruLearner(TrainedGru start, ItemCatalogue catalogue, GruLearnerSettings learning, DeviceChoice device) {
        check(start.settings());
        this.settings = learning.over(start.settings());
        this.learning = learning;
        this.catalogue = catalogue;
        this.device = device;
        this.random = new SplittableRandom(settings.seed());
        this.known = start.known();
        this.contents = new ArrayList<>(known.contents());
        this.weights = start.weights().copy();
        this.adagrad = start.adagrad().copyFor(weights);
        this.counts = new RecentCounts(learning.recentEvents());
        counts.grow(known.vocabulary().size());
        this.manager = TorchEngine.start().newBaseManager(device.resolve());
        this.step = new TrainingStep(TorchEngine.start(), manager, settings.loss());
    }

    /**
     * Refuses what no training can give a learner, before it is trained.
     *
     * @throws InvalidOptionException if the network has a memory: it needs the sessions before
     */
    public static void check(GruSettings start) {
        require(!start.network().memory(), "network.memory", true, "false for a model that goes on learning");
    }

    /**
     * Takes in an event; nothing is learned of it before the next step.
     *
     * @param sessionId unique among all users' sessions
     * @param session up to and including the event
     */
    public void observe(String sessionId, SessionTail session) {
        String itemId = session.newest().itemId();
        int row = known.vocabulary().row(itemId);
        if (row >= 0) {
            counts.add(row);
        } else {
            newItems.add(itemId);
            newItemsEvents.add(itemId);
        }
        events.add(sessionId, session);
    }

    /** Whether enough came for a step. */
    public boolean isDue() {
        return events.examplesCount() >= learning.examplesPerStep();
    }

    /**
     * Takes a step over what came since the last one.
     *
     * @throws TrainingDivergedException if its loss is no number; the weights are those before
     */
    public void learn() {
        growItems();
        TrainingData data = new TrainingData(settings, known, counts.counts(), contents);
        events.moveTo(data, settings.batches().stepsMax(), catalogue);
        if (data.examplesCount() == 0) {
            return;
        }
        SessionBatches.Rounds rounds = SessionBatches.of(data, 0, data.windowsCount());
        TrainingBatch.Maker maker = new TrainingBatch.Maker(data, weights.shape(), settings);
        maker.setCopying(true);
        TrainingBatch batch = maker.make(rounds.inputs(), rounds.roundRows(), random);
        ItemVectors items = new ItemVectors(weights, data.contents());
        TrainingStep.Gradients gradients = gradients(items, batch);
        if (!Double.isFinite(gradients.loss())) {
            throw new TrainingDivergedException(
                    "the loss is " + gradients.loss() + " in continual learning", learning.learningRate(), null);
        }
        adagrad.setLearningRate(learning.learningRate());
        items.update(batch, gradients, adagrad);
        gradients.dense().forEach((name, gradient) -> adagrad.update(name, 0, gradient, 0, gradient.length));
    }

    private TrainingStep.Gradients gradients(ItemVectors items, TrainingBatch batch) {
        GruSettings.Network network = settings.network();
        GruShape shape = weights.shape();
        TrainingStep.Extras extras = new TrainingStep.Extras(
                Dropout.factors(batch.inputsCount() * shape.inputWidth(), network.embeddingDropout(), random),
                Dropout.factors(batch.examplesCount() * shape.hiddenSize(), network.hiddenDropout(), random),
                new float[0],
                new float[0]);
        TorchEngine.COLLECTOR.lock();
        try {
            return step.run(weights, items, batch, extras);
        } finally {
            TorchEngine.COLLECTOR.unlock();
        }
    }

    private void growItems() {
        if (newItems.isEmpty()) {
            return;
        }
        int before = known.vocabulary().size();
        known = known.plus(List.copyOf(newItems), catalogue);
        int items = known.vocabulary().size();
        GruWeights grown = weights.grown(weights.shape().withItems(items));
        adagrad = adagrad.copyFor(grown);
        weights = grown;
        counts.grow(items);
        for (int row = before; row < items; row++) {
            contents.add(known.contentOf(row));
            if (!contents.get(row).isEmpty()) {
                weights.values(GruShape.ITEM_BIAS)[row] = weights.values(GruShape.COLD_BIAS)[0];
            }
        }
        newItemsEvents.forEach(itemId -> counts.add(known.vocabulary().row(itemId)));
        newItems.clear();
        newItemsEvents.clear();
    }

    /** The items that it knows. */
    public Vocabulary vocabulary() {
        return known.vocabulary();
    }

    /** A model with the weights as they are now. Whoever asks closes it. */
    public NextItemModel open(String version) {
        return new GruModel(version, weights, known, device);
    }

    @Override
    public void close() {
        manager.close();
    }
}
