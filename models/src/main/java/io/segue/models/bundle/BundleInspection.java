package io.segue.models.bundle;

import io.segue.models.device.DeviceChoice;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.Manifest;
import io.segue.models.format.ModelCard;
import io.segue.models.format.ModelSummary;
import io.segue.models.serving.NextItemModel;
import java.io.IOException;
import java.nio.file.Path;

/** Verifies a bundle as a serving job would, and says what is in it. */
public final class BundleInspection {
    private BundleInspection() {}

    /**
     * What a release says of this bundle.
     *
     * @throws ModelRefusedException when a serving job would refuse it
     */
    public static ModelSummary verify(Path bundle, DeviceChoice device) throws ModelRefusedException {
        try (NextItemModel model = new ModelLoader(device).load(bundle, "")) {
            ModelCard card = new BundleReader(bundle).card();
            return new ModelSummary(
                    card.name(),
                    card.version(),
                    bundle,
                    Manifest.sha256(bundle.resolve(BundleFiles.MANIFEST)),
                    model.itemsCount(),
                    card.lineage().sessionsCount(),
                    card.lineage().eventsCount(),
                    card.lineage().trainedUntilMs(),
                    card.metrics());
        } catch (IOException unreadable) {
            throw new ModelRefusedException(bundle + " cannot be read: " + unreadable.getMessage());
        }
    }
}
