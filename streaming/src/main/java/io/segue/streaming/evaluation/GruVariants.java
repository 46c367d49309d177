package io.segue.streaming.evaluation;

import static io.segue.models.gru.ContextInput.DAY;
import static io.segue.models.gru.ContextInput.GAP;
import static io.segue.models.gru.ContextInput.HOUR;
import static io.segue.models.gru.ContextInput.LOG_GAP;
import static io.segue.models.gru.ContextInput.TYPE;

import io.segue.models.evaluation.Contender;
import io.segue.models.gru.BatchKind;
import io.segue.models.gru.ContextFusion;
import io.segue.models.gru.ContextInput;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.ItemEmbedding;
import io.segue.models.gru.LossFunction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The contextual GRU with one ingredient changed. A new variant is a line in {@link #of}. */
final class GruVariants {
    static final String BASE = "context-gru";

    private static final String WITHOUT_CONTENT = BASE + " without content";
    private static final double REGULARISATION = 1;
    private static final double MOMENTUM = 0.3;

    private final ContenderSettings settings;
    private final List<Contender> variants = new ArrayList<>();

    private GruVariants(ContenderSettings settings) {
        this.settings = settings;
    }

    static List<Contender> of(ContenderSettings settings) {
        GruVariants all = new GruVariants(settings);
        all.ingredients();
        all.context();
        all.training();
        all.embeddings();
        return all.variants;
    }

    private void ingredients() {
        add("without content", gru -> gru.withContent(GruSettings.Content.NONE));
        add("without id dropout", gru -> gru.withContent(withoutIdDropout(gru.content())));
        add("without copy", gru -> gru.withCopy(GruSettings.Copy.NONE));
        add(
                "copying from the start",
                gru -> gru.withCopy(new GruSettings.Copy(gru.copy().eventsMax(), 0)));
        add("with memory", gru -> remembering(gru, true));
    }

    private void context() {
        add("without context", gru -> reading(gru, Set.of(), ContextFusion.ADDED));
        add("without event type", gru -> exchanging(gru, Set.of(TYPE), Set.of()));
        add("without gap", gru -> exchanging(gru, Set.of(GAP, LOG_GAP), Set.of()));
        add("with the gap as a number", gru -> exchanging(gru, Set.of(GAP), Set.of(LOG_GAP)));
        add("with hour and weekday", gru -> exchanging(gru, Set.of(), Set.of(HOUR, DAY)));
        add("with added context", gru -> reading(gru, gru.network().contextInputs(), ContextFusion.ADDED));
        add("with context in the gates", gru -> reading(gru, gru.network().contextInputs(), ContextFusion.GATES));
    }

    private void training() {
        add(
                "without averaging",
                gru -> gru.withOptimizer(moving(gru.optimizer(), gru.optimizer().momentum(), 1)));
        add(
                "with momentum",
                gru -> gru.withOptimizer(
                        moving(gru.optimizer(), MOMENTUM, gru.optimizer().averagedEpochs())));
        add("without logQ", gru -> gru.withLoss(new GruSettings.Loss(gru.loss().function(), 0, 0)));
        add("with bpr-max", gru -> gru.withLoss(new GruSettings.Loss(LossFunction.BPR_MAX, 0, REGULARISATION)));
        add("with top1-max", gru -> gru.withLoss(new GruSettings.Loss(LossFunction.TOP1_MAX, 0, 0)));
        // Sessions that wait for others of their user have no such batches.
        add("with session-parallel batches", gru -> remembering(gru, false).withBatches(parallel(gru.batches())));
    }

    /** Content needs items that are the same as inputs and outputs; a one-hot input has no vector for a latent cross. */
    private void embeddings() {
        GruSettings.Network network = settings.gru().network();
        addEmbedding("separate", network.withEmbedding(ItemEmbedding.SEPARATE));
        addEmbedding(
                "one-hot",
                network.withContext(network.contextInputs(), ContextFusion.ADDED)
                        .withEmbedding(ItemEmbedding.ONE_HOT));
    }

    private void addEmbedding(String name, GruSettings.Network network) {
        GruSettings changed =
                settings.gru().withContent(GruSettings.Content.NONE).withNetwork(network);
        variants.add(new Variant(
                WITHOUT_CONTENT, new GruContender(WITHOUT_CONTENT + " with " + name + " inputs", changed, settings)));
    }

    private void add(String change, UnaryOperator<GruSettings> changed) {
        variants.add(new Variant(BASE, new GruContender(BASE + " " + change, changed.apply(settings.gru()), settings)));
    }

    private static GruSettings exchanging(GruSettings gru, Set<ContextInput> taken, Set<ContextInput> added) {
        Set<ContextInput> inputs = new HashSet<>(gru.network().contextInputs());
        inputs.removeAll(taken);
        inputs.addAll(added);
        return reading(gru, inputs, gru.network().contextFusion());
    }

    private static GruSettings reading(GruSettings gru, Set<ContextInput> inputs, ContextFusion fusion) {
        return gru.withNetwork(gru.network().withContext(inputs, fusion));
    }

    private static GruSettings remembering(GruSettings gru, boolean isOn) {
        return gru.withNetwork(gru.network().withMemory(isOn));
    }

    private static GruSettings.Content withoutIdDropout(GruSettings.Content content) {
        return new GruSettings.Content(content.supportMin(), content.buckets(), 0);
    }

    private static GruSettings.Optimizer moving(GruSettings.Optimizer from, double momentum, int averagedEpochs) {
        return new GruSettings.Optimizer(
                from.epochs(), from.learningRate(), from.learningRateEnd(), momentum, averagedEpochs);
    }

    private static GruSettings.Batches parallel(GruSettings.Batches from) {
        return new GruSettings.Batches(
                BatchKind.SESSION_PARALLEL, from.size(), from.stepsMax(), from.negatives(), from.negativesAlpha());
    }
}
