package io.segue.operators.scoring;

import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.release.Release;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model that a subtask serves, and the one that it waits for.
 *
 * <pre>
 *            offer            loaded, verified           offer, loaded
 *   empty ──────────▶ loading ────────────────▶ serving ──────────────▶ serving the newer one
 *                        │ refused                 │ refused: counted, the old one serves on
 *                        ▼                         ▼ withdraw
 *                      empty                     empty
 * </pre>
 *
 * <p>All methods run on the task's thread; loading does not. {@link #poll()} is called between two bundles, so no answer
 * mixes two models.
 */
final class ModelSlot {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);
    private static final int STAMP_CHARS = 16;
    private static final Duration RESTORE_TIMEOUT = Duration.ofMinutes(1);
    private static final int REASON_CHARS_MAX = 300;

    /** A model in service. */
    record Served(Release release, ServingModel model, Scorer scorer) {
        /** The model's identity in hidden vectors: the first digits of its bundle's hash. */
        String stamp() {
            return release.sha256()
                    .substring(0, Math.min(STAMP_CHARS, release.sha256().length()));
        }

        private void close() {
            scorer.close();
            model.onClose().run();
        }
    }

    private record Loading(Release release, CompletableFuture<ServingModel> model) {}

    private final ModelSource source;
    private final Set<String> withdrawnItems;

    @Nullable
    private Served served;

    @Nullable
    private Loading loading;

    private String whyNone = "no model yet";
    private long refusedCount;
    private long servedCount;

    /** @param withdrawnItems items that no list may hold; read whenever a model comes into service */
    ModelSlot(ModelSource source, Set<String> withdrawnItems) {
        this.source = source;
        this.withdrawnItems = withdrawnItems;
    }

    /** Starts to load a release. A release that was still loading is given up: the newest wins. */
    void offer(Release release) {
        if (isServing(release) && loading == null) {
            return;
        }
        giveUpLoading();
        if (!isServing(release)) {
            loading = new Loading(release, source.load(release));
        }
    }

    /** Takes a model out of service, when it is the one that serves or loads. */
    void withdraw(Release release) {
        if (loading != null && loading.release().version().equals(release.version())) {
            giveUpLoading();
        }
        if (served != null && served.release().version().equals(release.version())) {
            LOG.warn(
                    "Model {} is {}: popularity answers from now on",
                    release.version(),
                    release.state().code());
            served.close();
            served = null;
            whyNone =
                    "no model, " + release.version() + " is " + release.state().code();
        }
    }

    /** Swaps when the release that was offered has loaded. Returns whether anything was decided. */
    boolean poll() {
        if (loading == null || !loading.model().isDone()) {
            return false;
        }
        Loading done = loading;
        loading = null;
        try {
            serve(done.release(), done.model().join());
        } catch (CompletionException refused) {
            refuse(done.release(), refused.getCause() == null ? refused : refused.getCause());
        }
        return true;
    }

    /** Waits for the release being loaded, at the start of a restored job only, and not for ever. */
    void await() throws InterruptedException {
        if (loading == null) {
            return;
        }
        try {
            loading.model().handle((model, failure) -> true).get(RESTORE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            poll();
        } catch (TimeoutException slow) {
            LOG.warn(
                    "Model {} has not loaded within {} s: popularity answers until it has",
                    loading.release().version(),
                    RESTORE_TIMEOUT.toSeconds());
        } catch (ExecutionException handled) {
            throw new IllegalStateException(handled);
        }
    }

    void setAvailable(String itemId, boolean available) {
        if (served != null) {
            served.scorer().setAvailable(itemId, available);
        }
    }

    Optional<Served> served() {
        return Optional.ofNullable(served);
    }

    Optional<Release> loading() {
        return Optional.ofNullable(loading).map(Loading::release);
    }

    long refusedCount() {
        return refusedCount;
    }

    long servedCount() {
        return servedCount;
    }

    /** Why no model serves, in words; means nothing while one does. */
    String whyNone() {
        return whyNone;
    }

    void close() {
        giveUpLoading();
        if (served != null) {
            served.close();
            served = null;
        }
    }

    private void serve(Release release, ServingModel model) {
        NextItemModel loaded = model.model();
        if (!loaded.version().equals(release.version())) {
            model.onClose().run();
            refuse(
                    release,
                    new IllegalStateException("the bundle holds version " + loaded.version() + ", the release says "
                            + release.version()));
            return;
        }
        Scorer scorer;
        try {
            scorer = loaded.newScorer();
        } catch (RuntimeException failed) {
            model.onClose().run();
            refuse(release, failed);
            return;
        }
        withdrawnItems.forEach(itemId -> scorer.setAvailable(itemId, false));
        if (served != null) {
            served.close();
        }
        served = new Served(release, model, scorer);
        servedCount++;
        LOG.info(
                "Model {} serves: {} items, hidden size {}, on {}",
                release.version(),
                loaded.itemsCount(),
                loaded.hiddenSize(),
                loaded.deviceName());
    }

    private void refuse(Release release, Throwable reason) {
        refusedCount++;
        String message = String.valueOf(reason.getMessage());
        whyNone = "no model, refused " + release.version() + ": "
                + message.substring(0, Math.min(message.length(), REASON_CHARS_MAX));
        LOG.error(
                "Release {} is refused, {} serves on: {}",
                release.version(),
                served == null ? "popularity" : "model " + served.release().version(),
                message);
    }

    private boolean isServing(Release release) {
        return served != null
                && served.release().sha256().equals(release.sha256())
                && served.release().version().equals(release.version());
    }

    private void giveUpLoading() {
        if (loading != null) {
            CompletableFuture<Void> unused =
                    loading.model().thenAccept(model -> model.onClose().run());
            loading = null;
        }
    }
}
