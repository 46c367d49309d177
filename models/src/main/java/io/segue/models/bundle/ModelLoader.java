package io.segue.models.bundle;

import io.segue.models.baseline.SessionIndex;
import io.segue.models.baseline.Stan;
import io.segue.models.device.DeviceChoice;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.GoldenCase;
import io.segue.models.format.ModelCard;
import io.segue.models.gru.GruModel;
import io.segue.models.gru.GruState;
import io.segue.models.rank.RankFeature;
import io.segue.models.rank.RankNetwork;
import io.segue.models.rank.TrainedCounts;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.KnownItems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens bundles. Nothing serves that has not passed, in this order:
 *
 * <ol>
 *   <li>The manifest has the expected hash, and every file that of the manifest; none is missing, none is more.
 *   <li>Format, architecture and feature schema are those of this build.
 *   <li>Items and content values are as many as the card says, and every one there once.
 *   <li>The tensors have the shapes that follow from the card, and finite values.
 *   <li>So do the tensors of the index of sessions, of the ranker and of the counts, where there are any.
 *   <li>The golden sessions come out as they did for the writer.
 *   <li>Batches of every size have run once.
 * </ol>
 */
public final class ModelLoader {
    private final DeviceChoice device;

    public ModelLoader(DeviceChoice device) {
        this.device = device;
    }

    /**
     * Loads and verifies a bundle. Whoever asks closes the model.
     *
     * @param expectedSha256 of the manifest, as a release states it; empty to take the bundle as it is (local tools)
     */
    public NextItemModel load(Path bundle, String expectedSha256) throws ModelRefusedException {
        BundleReader reader = new BundleReader(bundle);
        reader.verifyHashes(expectedSha256);
        ModelCard card = reader.card();
        GruState state = reader.state(card);
        List<GoldenCase> golden = reader.golden();
        BundledModel.Retrieval retrieval = retrieval(reader, card, state.known());
        GruModel model = state.open(card.version(), device);
        try {
            checkGolden(bundle, golden, model);
            model.warmUp();
            return new BundledModel(model, retrieval, () -> {
                reader.verifyHashes(expectedSha256);
                return new BundledModel.Learned(reader.state(card), 0, device);
            });
        } catch (ModelRefusedException | RuntimeException | Error refused) {
            model.close();
            throw refused;
        }
    }

    private static BundledModel.Retrieval retrieval(BundleReader reader, ModelCard card, KnownItems items)
            throws ModelRefusedException {
        ModelCard.Retrieval says = card.retrieval();
        Map<String, Tensor> tensors = reader.retrieval(card);
        boolean hasRanker = !says.rankFeatures().isEmpty();
        if (hasRanker && !says.rankFeatures().equals(RankFeature.names())) {
            throw new ModelRefusedException(reader.nameOf(BundleFiles.CARD) + " has a ranker that reads "
                    + says.rankFeatures() + ", but this build knows " + RankFeature.names()
                    + "; train the model anew, or serve it with the build that wrote it");
        }
        try {
            return new BundledModel.Retrieval(
                    says.similar()
                            .map(settings -> Stan.over(
                                    SessionIndex.of(items.vocabulary(), tensors), says.repeatsCollapsed(), settings)),
                    hasRanker ? Optional.of(RankNetwork.of(tensors)) : Optional.empty(),
                    says.live()
                            .filter(live -> TrainedCounts.areIn(tensors))
                            .map(live -> TrainedCounts.of(items.vocabulary(), live, tensors)));
        } catch (IllegalArgumentException other) {
            throw new ModelRefusedException(
                    reader.nameOf(BundleFiles.RETRIEVAL) + " does not fit the card: " + other.getMessage(), other);
        }
    }

    private static void checkGolden(Path bundle, List<GoldenCase> golden, NextItemModel model)
            throws ModelRefusedException {
        for (int i = 0; i < golden.size(); i++) {
            try (Scorer scorer = model.newScorer()) {
                Optional<String> difference = golden.get(i).differenceIn(scorer);
                if (difference.isPresent()) {
                    throw new ModelRefusedException(bundle.resolve(BundleFiles.GOLDEN) + ", case " + (i + 1) + " on "
                            + model.deviceName() + ": " + difference.get());
                }
            } catch (IllegalArgumentException invalid) {
                throw new ModelRefusedException(
                        bundle.resolve(BundleFiles.GOLDEN) + " can't be asked: " + invalid.getMessage(), invalid);
            }
        }
    }
}
