package io.segue.operators.scoring;

import io.segue.state.release.Release;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A store of models whose loads take until the test says otherwise. It counts who holds what. Never serialized: the
 * harnesses run the operator that they are given.
 */
final class FakeModelSource implements ModelSource {
    private static final long serialVersionUID = 1L;

    private final transient List<String> asked = new ArrayList<>();
    private final transient Map<String, CompletableFuture<FakeModel>> bundles = new HashMap<>();
    private final transient Map<String, Integer> held = new HashMap<>();

    /** A store that has these models. */
    static FakeModelSource with(FakeModel... models) {
        FakeModelSource source = new FakeModelSource();
        for (FakeModel model : models) {
            source.has(model);
        }
        return source;
    }

    /** Loads of this version are done, from now on. */
    void has(FakeModel model) {
        hasUnder(model.version(), model);
    }

    /** A bundle that holds another version than its release says. */
    void hasUnder(String version, FakeModel model) {
        bundle(version).complete(model);
    }

    /** Loads of this version fail, from now on. */
    void refuses(String version, String reason) {
        bundle(version).completeExceptionally(new IllegalStateException(reason));
    }

    /** The versions that were asked for, in order. */
    List<String> asked() {
        return asked;
    }

    /** How many loads of this version have not been given back. */
    int held(String version) {
        return held.getOrDefault(version, 0);
    }

    int heldInAll() {
        return held.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public CompletableFuture<ServingModel> load(Release release) {
        String version = release.version();
        asked.add(version);
        return bundle(version).thenApply(model -> lent(version, model));
    }

    private ServingModel lent(String version, FakeModel model) {
        held.merge(version, 1, Integer::sum);
        boolean[] returned = new boolean[1];
        return new ServingModel(model, () -> {
            if (returned[0]) {
                throw new AssertionError(version + " was given back twice");
            }
            returned[0] = true;
            held.merge(version, -1, Integer::sum);
        });
    }

    private CompletableFuture<FakeModel> bundle(String version) {
        return bundles.computeIfAbsent(version, key -> new CompletableFuture<>());
    }
}
