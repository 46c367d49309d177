package io.segue.operators.model;

import io.segue.models.serving.NextItemModel;
import io.segue.state.release.Release;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
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
 * <p>All methods run on the task's thread; loading a model and opening its view do not. {@link #poll()} is called between
 * two bundles, so no answer mixes two models.
 *
 * @param <V> what the subtask uses of a model: a view of its own
 */
public final class ModelSlot<V> {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);
    private static final int STAMP_CHARS = 16;
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

    private record Loading<V>(Release release, ComingView<V> view) {}

    private final ModelViews<V> views;

    @Nullable
    private Served<V> served;

    @Nullable
    private Loading<V> loading;

    private String whyNone = "no model yet";
    private long refusedCount;
    private long servedCount;

    /** An empty slot. */
    public ModelSlot(ModelViews<V> views) {
        this.views = views;
    }

    /** Starts to load a release. A release that was still loading is given up: the newest wins. */
    void offer(Release release) {
        if (isServing(release) && loading == null) {
            return;
        }
        giveUpLoading();
        if (!isServing(release)) {
            loading = new Loading<>(release, views.load(release));
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
        if (loading == null || !loading.view().isDone()) {
            return false;
        }
        Loading<V> done = loading;
        loading = null;
        try {
            serve(done.release(), done.view().take());
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
        if (!loading.view().await()) {
            LOG.warn(
                    "Model {} has not loaded within {} s: what is counted live answers until it has",
                    loading.release().version(),
                    ComingView.PATIENCE.toSeconds());
        }
        poll();
    }

    /** Tells the view in service, and the one that is on its way. */
    public void tell(BiConsumer<NextItemModel, V> word) {
        if (served != null) {
            word.accept(served.model().model(), served.view());
        }
        if (loading != null) {
            loading.view().tell(word);
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

    private void end(Served<V> ending) {
        endPatched(ending);
        ending.bundle().onClose().run();
    }

    private void endPatched(Served<V> ending) {
        views.closing().accept(ending.view());
        if (ending.model() != ending.bundle()) {
            ending.model().onClose().run();
        }
    }

    private void serve(Release release, ComingView.Opened<V> opened) {
        if (served != null) {
            end(served);
        }
        served = new Served<>(release, opened.model(), opened.model(), opened.view(), 0);
        servedCount++;
        NextItemModel model = opened.model().model();
        LOG.info(
                "Model {} serves: {} items, hidden size {}, on {}",
                release.version(),
                model.itemsCount(),
                model.hiddenSize(),
                model.deviceName());
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
            loading.view().giveUp();
            loading = null;
        }
    }
}
