package io.segue.operators.model;

import io.segue.models.bundle.DeltaRefusedException;
import io.segue.models.bundle.ModelLease;
import io.segue.models.bundle.ModelRefusedException;
import io.segue.models.bundle.ModelRegistry;
import io.segue.models.delta.HashedFile;
import io.segue.models.device.DeviceChoice;
import io.segue.models.serving.NextItemModel;
import io.segue.state.release.Delta;
import io.segue.state.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Models from the registry of this process: the subtasks share one copy of the weights.
 *
 * @param device see {@link DeviceChoice}
 */
public record RegistryModelSource(String device) implements ModelSource {
    private static final long serialVersionUID = 1L;

    /** A thread for each view: they are few, and none waits for a model that loads. */
    private static final Executor OPENER = task -> {
        Thread thread = new Thread(task, "segue-view-opener");
        thread.setDaemon(true);
        thread.start();
    };

    public RegistryModelSource {
        new DeviceChoice(device);
    }

    @Override
    public CompletableFuture<ServingModel> load(Release release) {
        return served(ModelRegistry.process().acquire(release.uri(), release.sha256(), new DeviceChoice(device)));
    }

    @Override
    public CompletableFuture<ServingModel> patch(Release release, NextItemModel start, List<Delta> deltas) {
        List<HashedFile> files = new ArrayList<>();
        for (Delta delta : deltas) {
            try {
                files.add(new HashedFile(ModelRegistry.pathOf(delta.uri()), delta.sha256()));
            } catch (ModelRefusedException unreachable) {
                return CompletableFuture.failedFuture(new DeltaRefusedException(delta.sha256(), unreachable));
            }
        }
        return served(
                ModelRegistry.process().patch(release.uri(), release.sha256(), new DeviceChoice(device), start, files));
    }

    @Override
    public Executor opener() {
        return OPENER;
    }

    private static CompletableFuture<ServingModel> served(CompletableFuture<ModelLease> lease) {
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
