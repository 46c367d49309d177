package io.segue.operators.model;

import io.segue.models.serving.NextItemModel;
import io.segue.state.release.Release;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
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
 *
 * @param <V> what the subtask uses of a model: a view of its own, made when the model comes into service
 */
public final class ModelSlot<V> {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);
    private static final int STAMP_CHARS = 16;
    private static final Duration RESTORE_TIMEOUT = Duration.ofMinutes(1);
    private static final int REASON_CHARS_MAX = 300;

    /**
     * A model in service.
     *
     * @param bundle as it was released
     * @param model that or, from the first delta on, a model that learned more
     * @param view of the model
     * @param deltaNumber of the newest delta in it, 0 for none
     */
    public record Served<V>(Release release, ServingModel bundle, ServingModel model, V view, int deltaNumber) {
        /** The model's identity in hidden vectors: the first digits of its bundle's hash. */
        public String stamp() {
            return release.sha256()
                    .substring(0, Math.min(STAMP_CHARS, release.sha256().length()));
        }
    }

    private record Loading(Release release, CompletableFuture<ServingModel> model) {}

    private final ModelSource source;
    private final Function<NextItemModel, V> opening;
    private final Consumer<V> closing;

    @Nullable
    private Served<V> served;

    @Nullable
    private Loading loading;

    private String whyNone = "no model yet";
    private long refusedCount;
    private long servedCount;

    /**
     * An empty slot.
     *
     * @param opening makes the view of a model that comes into service
     * @param closing ends it
     */
    public ModelSlot(ModelSource source, Function<NextItemModel, V> opening, Consumer<V> closing) {
        this.source = source;
        this.opening = opening;
        this.closing = closing;
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
                    "Model {} is {}: what is counted live answers from now on",
                    release.version(),
                    release.state().code());
            end(served);
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
                    "Model {} has not loaded within {} s: what is counted live answers until it has",
                    loading.release().version(),
                    RESTORE_TIMEOUT.toSeconds());
        } catch (ExecutionException handled) {
            throw new IllegalStateException(handled);
        }
    }

    public Optional<Served<V>> served() {
        return Optional.ofNullable(served);
    }

    public Optional<Release> loading() {
        return Optional.ofNullable(loading).map(Loading::release);
    }

    public long refusedCount() {
        return refusedCount;
    }

    public long servedCount() {
        return servedCount;
    }

    /** Why no model serves, in words; means nothing while one does. */
    public String whyNone() {
        return whyNone;
    }

    public void close() {
        giveUpLoading();
        if (served != null) {
            end(served);
            served = null;
        }
    }

    /** Serves the same release in another state of learning; between two bundles only. */
    void patch(ServingModel model, V view, int deltaNumber) {
        Served<V> before = Objects.requireNonNull(served);
        served = new Served<>(before.release(), before.bundle(), model, view, deltaNumber);
        endPatched(before);
    }

    void close(V view) {
        closing.accept(view);
    }

    private void end(Served<V> ending) {
        endPatched(ending);
        ending.bundle().onClose().run();
    }

    private void endPatched(Served<V> ending) {
        closing.accept(ending.view());
        if (ending.model() != ending.bundle()) {
            ending.model().onClose().run();
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
        V view;
        try {
            view = opening.apply(loaded);
        } catch (RuntimeException failed) {
            model.onClose().run();
            refuse(release, failed);
            return;
        }
        if (served != null) {
            end(served);
        }
        served = new Served<>(release, model, model, view, 0);
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
                served == null ? "no model" : "model " + served.release().version(),
                message);
    }

    private boolean isServing(Release release) {
        return served != null
                && served.release().sha256().equals(release.sha256())
                && served.release().version().equals(release.version());
    }

    private void giveUpLoading() {
        if (loading != null) {
            CompletableFuture<ServingModel> model = loading.model();
            if (!model.cancel(false)) {
                CompletableFuture<Void> unused =
                        model.thenAccept(loaded -> loaded.onClose().run());
            }
            loading = null;
        }
    }
}
