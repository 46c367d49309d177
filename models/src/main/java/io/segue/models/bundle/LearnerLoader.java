package io.segue.models.bundle;

import io.segue.models.delta.DeltaFile;
import io.segue.models.delta.HashedFile;
import io.segue.models.delta.WeightsDelta;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.Manifest;
import io.segue.models.format.ModelCard;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.LearnerStart;
import io.segue.models.tensor.SafetensorsFile;
import io.segue.models.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads where a learner starts: a bundle, and what was published since. */
public final class LearnerLoader {
    private LearnerLoader() {}

    /**
     * A bundle that nobody has learned on from, with the optimizer's sums where it holds them.
     *
     * @param expectedSha256 of its manifest; empty to take it as it is
     */
    public static LearnerStart load(Path bundle, String expectedSha256) throws ModelRefusedException {
        return load(bundle, expectedSha256, List.of(), Optional.empty());
    }

    /**
     * A bundle that was learned on from.
     *
     * @param published deltas, oldest first, each of which applies to the state after the one before
     * @param sums written beside one of them; without, those of the bundle
     */
    public static LearnerStart load(
            Path bundle, String expectedSha256, List<HashedFile> published, Optional<HashedFile> sums)
            throws ModelRefusedException {
        BundleReader reader = new BundleReader(bundle);
        reader.verifyHashes(expectedSha256);
        ModelCard card = reader.card();
        Map<String, Tensor> sumsThen = sums.isPresent() ? sums(sums.get()) : reader.optimizer();
        try {
            List<WeightsDelta> deltas = new ArrayList<>();
            for (HashedFile file : published) {
                deltas.add(DeltaFile.read(file.path(), file.sha256()));
            }
            return new LearnerStart(
                    card.version(), card.optionsAs(GruSettings.class), reader.state(card), sumsThen, deltas);
        } catch (IOException | IllegalArgumentException refused) {
            throw new ModelRefusedException(
                    reader.nameOf(BundleFiles.CARD) + " is no start for a learner: " + refused.getMessage(), refused);
        }
    }

    private static Map<String, Tensor> sums(HashedFile file) throws ModelRefusedException {
        try {
            String found = Manifest.sha256(file.path());
            if (!found.equals(file.sha256())) {
                throw new IOException("its SHA-256 is " + found + ", but must be " + file.sha256());
            }
            return SafetensorsFile.read(file.path());
        } catch (IOException unreadable) {
            throw new ModelRefusedException("sums " + file.path() + " can't be read: " + unreadable, unreadable);
        }
    }
}
