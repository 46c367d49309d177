package io.segue.models.bundle;

import io.segue.models.delta.DeltaFile;
import io.segue.models.delta.HashedFile;
import io.segue.models.serving.NextItemModel;
import java.io.IOException;
import java.util.List;

/** Opens models that learned more than their bundle. */
final class DeltaLoader {
    private DeltaLoader() {}

    /** A model of a bundle after some deltas, each of which applies to the state after the one before. */
    static NextItemModel patched(NextItemModel start, List<HashedFile> deltas) throws ModelRefusedException {
        if (!(start instanceof BundledModel bundled)) {
            throw new ModelRefusedException("model " + start.version() + " comes from no bundle: it takes no deltas");
        }
        BundledModel.Learned learned = bundled.patchable().learned();
        HeapRoom.require(
                "version " + bundled.version() + " with a delta",
                learned.state().weights().shape());
        for (HashedFile file : deltas) {
            try {
                learned = learned.patched(DeltaFile.read(file.path(), file.sha256()), bundled.version());
            } catch (IOException unreadable) {
                throw new DeltaRefusedException(file.sha256(), unreadable);
            } catch (IllegalArgumentException other) {
                throw new DeltaRefusedException(
                        file.sha256(),
                        new IllegalArgumentException("delta " + file.path() + ": " + other.getMessage(), other));
            }
        }
        return bundled.with(learned);
    }
}
