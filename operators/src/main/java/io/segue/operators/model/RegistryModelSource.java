package io.segue.operators.model;

import io.segue.models.bundle.ModelLease;
import io.segue.models.bundle.ModelRegistry;
import io.segue.models.device.DeviceChoice;
import io.segue.state.release.Release;
import java.util.concurrent.CompletableFuture;

/**
 * Models from the registry of this process: the subtasks share one copy of the weights.
 *
 * @param device see {@link DeviceChoice}
 */
public record RegistryModelSource(String device) implements ModelSource {
    private static final long serialVersionUID = 1L;

    public RegistryModelSource {
        new DeviceChoice(device);
    }

    @Override
    public CompletableFuture<ServingModel> load(Release release) {
        CompletableFuture<ModelLease> lease =
                ModelRegistry.process().acquire(release.uri(), release.sha256(), new DeviceChoice(device));
        CompletableFuture<ServingModel> model = new CompletableFuture<>();
        CompletableFuture<ModelLease> handedOn = lease.whenComplete((given, refused) -> {
            if (refused != null) {
                model.completeExceptionally(refused);
            } else if (!model.complete(new ServingModel(given.model(), given::close))) {
                given.close();
            }
        });
        CompletableFuture<ServingModel> unused = model.whenComplete((served, refused) -> {
            if (model.isCancelled()) {
                lease.cancel(false);
            }
        });
        return model;
    }
}
