package io.segue.streaming.retrain;

import io.segue.models.delta.HashedFile;
import io.segue.state.release.Delta;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A delta in its {@link DeltaFolder}.
 *
 * @param sums of the optimizer beside it
 */
record KeptDelta(Delta delta, Path file, Optional<HashedFile> sums) {
    HashedFile hashed() {
        return new HashedFile(file, delta.sha256());
    }
}
