package io.segue.models.gru;

import static io.segue.state.settings.Requirements.require;

import ai.djl.ndarray.NDManager;
import io.segue.models.delta.WeightsDelta;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import io.segue.models.format.AtomicFile;
import io.segue.models.serving.NextItemModel;
import io.segue.models.tensor.SafetensorsFile;
import io.segue.models.tensor.Tensor;
import io.segue.models.training.TrainingSet;
import io.segue.models.vocabulary.ContentRows;
import io.segue.models.vocabulary.KnownItems;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.settings.InvalidOptionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on learning where a training ended, from events in order of time: every so many changes from an item to another
 * it takes one step over them, on the sessions that they belong to, as far back as in training. Items that came often
 * enough get rows of their own behind the others with the next step; they start as their content alone.
 *
 * <p>What it learned goes to others as a model opened here, or as a {@link WeightsDelta}, which holds what changed since
 * the one before, or since the bundle.
 *
 * <p>Models opened earlier keep the weights that they were opened with. Not thread safe; the same start and the same
 * events give the same weights.
 */
public final class GruLearner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GruLearner.class);
    private static final int WAITING_ITEMS_MAX = 100_000;

    private final GruSettings settings;
    private final GruLearnerSettings learning;
    private final DeviceChoice device;
    private final NDManager manager;
    private final TrainingStep step;
    private final SplittableRandom random;
    private final RecentCounts counts;
    private final NewEvents events = new NewEvents();
    private final NewItems newItems;
    private final List<ContentRows> contents;
    private final DeltaMaker deltas;
    private final ItemCatalogue catalogue;
    /** What was said of items since the catalogue. */
    private final Map<String, ItemContent> announced = new HashMap<>();

    private KnownItems known;
    private GruWeights weights;
    private Adagrad adagrad;
    private int stepsSinceRelease;
    private long observedUntilMs;
    private long learnedUntilMs;

    /**
     * A learner beside the model that it starts from, which stays what it is.
     *
     * @param learned what the model was trained on; its catalogue may hold items that are still to come
     * @throws InvalidOptionException if the network has a memory
     */
    public GruLearner(TrainedGru start, TrainingSet learned, GruLearnerSettings learning, DeviceChoice device) {
        this(start.learnerStart(), learned.catalogue(), learning, device);
        count(learned);
    }

    /**
     * A learner that goes on from a bundle, and from what was published since. The items that negatives are drawn from
     * are those that it is told of from now on, and every known one once.
     *
     * @param catalogue may hold items that are still to come
     * @throws InvalidOptionException if the network has a memory
     * @throws IllegalArgumentException if the parts of the start do not belong together
     */
    public GruLearner(LearnerStart start, ItemCatalogue catalogue, GruLearnerSettings learning, DeviceChoice device) {
        check(start.settings());
        this.settings = learning.over(start.settings());
        this.learning = learning;
        this.catalogue = catalogue;
        this.device = device;
        GruState state = start.bundle();
        this.deltas = new DeltaMaker(start.version(), state.weights().shape());
        for (WeightsDelta published : start.published()) {
            state = state.patched(published);
            deltas.add(published, state.weights().shape());
            learnedUntilMs = published.head().learnedUntilMs();
        }
        this.random = new SplittableRandom(settings.seed() + deltas.number());
        this.known = state.known();
        this.contents = new ArrayList<>(known.contents());
        this.weights = state.weights().copy();
        this.adagrad = adagrad(start);
        adagrad.setWatcher(deltas);
        this.newItems = new NewItems(settings.vocabulary().supportMin(), WAITING_ITEMS_MAX);
        this.counts = new RecentCounts(learning.recentEvents());
        counts.grow(known.vocabulary().size());
        this.manager = TorchEngine.start().newBaseManager(device.resolve());
        this.step = new TrainingStep(TorchEngine.start(), manager, settings.loss());
    }

    private Adagrad adagrad(LearnerStart start) {
        double momentum = settings.optimizer().momentum();
        if (start.sums().isEmpty()) {
            LOG.warn(
                    "There are no sums of the optimizer beside model {}: its first steps are larger than they should be",
                    start.version());
            return new Adagrad(weights, momentum);
        }
        return new Adagrad(weights, momentum, Adagrad.Sums.of(weights.shape(), start.sums()));
    }

    /**
     * Refuses what no training can give a learner, before it is trained.
     *
     * @throws InvalidOptionException if the network has a memory: it needs the sessions before
     */
    public static void check(GruSettings start) {
        require(!start.network().memory(), "network.memory", true, "false for a model that goes on learning");
    }

    /** So that the first steps draw negatives as the last ones of the training did. */
    private void count(TrainingSet learned) {
        learned.sessions().stream()
                .flatMap(session -> session.tail().events().stream())
                .sorted(Comparator.comparingLong(SessionEvent::timestampMs))
                .mapToInt(event -> known.vocabulary().row(event.itemId()))
                .filter(row -> row >= 0)
                .forEach(counts::add);
    }

    /**
     * Takes in an event; nothing is learned of it before the next step.
     *
     * @param session up to and including the event
     */
    public void observe(String userId, SessionTail session) {
        String itemId = session.newest().itemId();
        int row = known.vocabulary().row(itemId);
        if (row >= 0) {
            counts.add(row);
        } else {
            newItems.add(itemId);
        }
        events.add(userId, session);
        observedUntilMs = Math.max(observedUntilMs, session.newest().timestampMs());
    }

    /**
     * Takes in what an item is, for when it gets a row of its own; one that has a row, or is withdrawn, keeps what it had.
     * Of more items than there may be rows the first ones are remembered.
     */
    public void announce(String itemId, ItemContent content) {
        if (content.isUnknown() || known.vocabulary().contains(itemId)) {
            return;
        }
        if (content.equals(catalogue.of(itemId))) {
            announced.remove(itemId);
        } else if (announced.size() < learning.itemsMax() || announced.containsKey(itemId)) {
            announced.put(itemId, content);
        }
    }

    private ItemContent contentOf(String itemId) {
        ItemContent newest = announced.get(itemId);
        return newest == null ? catalogue.of(itemId) : newest;
    }

    /** Takes in an event that the start has learned from: only what negatives are drawn by is to know of it. */
    public void recall(String itemId) {
        int row = known.vocabulary().row(itemId);
        if (row >= 0) {
            counts.add(row);
        }
    }

    /** Whether enough came for a step. */
    public boolean isDue() {
        return events.examplesCount() >= learning.examplesPerStep();
    }

    /** Whether so many steps were taken since {@link #open} or {@link #delta} that others are to get the weights. */
    public boolean isReleaseDue() {
        return stepsSinceRelease >= learning.stepsPerRelease();
    }

    /**
     * Takes a step over what came since the last one.
     *
     * @throws TrainingDivergedException if loss or gradients are no numbers; the weights are those before, and what came
     *     is not learned
     */
    public LearnedStep learn() {
        growItems();
        TrainingData data = new TrainingData(settings, known, counts.counts(), contents);
        events.moveTo(data, settings.batches().stepsMax(), this::contentOf);
        learnedUntilMs = Math.max(learnedUntilMs, observedUntilMs);
        if (data.examplesCount() == 0) {
            return LearnedStep.NONE;
        }
        SessionBatches.Rounds rounds = SessionBatches.of(data, 0, data.windowsCount());
        TrainingBatch.Maker maker = new TrainingBatch.Maker(data, weights.shape(), settings);
        maker.setCopying(true);
        TrainingBatch batch = maker.make(rounds.inputs(), rounds.roundRows(), random);
        ItemVectors items = new ItemVectors(weights, data.contents());
        TrainingStep.Gradients gradients =
                step.run(weights, items, batch, TrainingStep.Extras.dropping(batch, weights.shape(), settings, random));
        if (!gradients.areFinite()) {
            throw new TrainingDivergedException(
                    "the loss is " + gradients.loss() + " in a step of continual learning",
                    learning.learningRate(),
                    null);
        }
        adagrad.setLearningRate(learning.learningRate());
        adagrad.update(gradients, batch, items);
        stepsSinceRelease++;
        return new LearnedStep(data.examplesCount(), gradients.loss());
    }

    private void growItems() {
        int before = known.vocabulary().size();
        Map<String, Integer> coming = newItems.take(Math.max(0, learning.itemsMax() - before));
        if (coming.isEmpty()) {
            return;
        }
        KnownItems more = known.plus(List.copyOf(coming.keySet()), this::contentOf);
        int items = more.vocabulary().size();
        GruWeights grown = weights.grown(weights.shape().withItems(items));
        adagrad = adagrad.grown(grown);
        deltas.grow(grown.shape());
        weights = grown;
        known = more;
        counts.grow(items);
        for (int row = before; row < items; row++) {
            contents.add(known.contentOf(row));
            if (!contents.get(row).isEmpty()) {
                weights.values(GruShape.ITEM_BIAS)[row] = weights.values(GruShape.COLD_BIAS)[0];
            }
        }
        coming.forEach((itemId, times) -> {
            announced.remove(itemId);
            for (int i = 0; i < times; i++) {
                counts.add(known.vocabulary().row(itemId));
            }
        });
    }

    /** The items that it knows. */
    public Vocabulary vocabulary() {
        return known.vocabulary();
    }

    /** A model with the weights as they are now. Whoever asks closes it. */
    public NextItemModel open(String version) {
        NextItemModel opened = new GruModel(version, weights, known, device);
        stepsSinceRelease = 0;
        return opened;
    }

    /** Number of the newest delta, 0 before the first. */
    public int deltaNumber() {
        return deltas.number();
    }

    /**
     * What was learned since the delta before, under the next number.
     *
     * @param cumulative whether it shall hold all that was learned since the bundle
     * @throws TrainingDivergedException if a weight is no number
     */
    public WeightsDelta delta(boolean cumulative) {
        Optional<Tensor> broken =
                weights.tensors().stream().filter(tensor -> !tensor.isFinite()).findFirst();
        if (broken.isPresent()) {
            throw new TrainingDivergedException(
                    "tensor " + broken.get().name() + " holds what is no number after continual learning",
                    learning.learningRate(),
                    null);
        }
        stepsSinceRelease = 0;
        return deltas.make(new GruState(weights, known), learnedUntilMs, cumulative);
    }

    /**
     * Writes the sums of the optimizer in one step, for a learner that is to go on from the newest delta: a {@link
     * LearnerStart} takes them. As large as the weights.
     *
     * @return the file's SHA-256
     */
    public String writeSums(Path file) throws IOException {
        return AtomicFile.write(
                file, draft -> SafetensorsFile.write(draft, adagrad.sums().tensors()));
    }

    @Override
    public void close() {
        manager.close();
    }
}
