package io.segue.operators.model;

import io.segue.models.serving.NextItemModel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A view that is on its way: its model is loaded, then it is opened, neither on the task's thread, which calls all methods
 * and waits for none of it.
 */
final class ComingView<V> {
    /** How long {@link #await()} waits at most. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    record Opened<V>(ServingModel model, V view) {}

    private final ModelViews<V> views;
    private final CompletableFuture<ServingModel> model;
    private CompletableFuture<Opened<V>> opened;

    ComingView(CompletableFuture<ServingModel> model, ModelViews<V> views, Function<NextItemModel, V> opening) {
        this.views = views;
        this.model = model;
        opened = model.thenApplyAsync(
                loaded -> opened(loaded, opening), views.source().opener());
    }

    private static <V> Opened<V> opened(ServingModel loaded, Function<NextItemModel, V> opening) {
        try {
            return new Opened<>(loaded, opening.apply(loaded.model()));
        } catch (RuntimeException | Error failed) {
            loaded.onClose().run();
            throw failed;
        }
    }

    /**
     * Tells the view once it is open. What is said while the model still loads, the opening finds itself: there are no
     * more words than come in the moment that it takes.
     */
    void tell(BiConsumer<NextItemModel, V> word) {
        if (model.isDone()) {
            opened = opened.thenApply(open -> {
                try {
                    word.accept(open.model().model(), open.view());
                    return open;
                } catch (RuntimeException | Error failed) {
                    giveBack(open);
                    throw failed;
                }
            });
        }
    }

    /** Whether it is there, or never will be. */
    boolean isDone() {
        return opened.isDone();
    }

    /** Waits at the start of a restored job only, and not for ever. Whether it is done. */
    boolean await() throws InterruptedException {
        try {
            return opened.handle((view, failure) -> true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            return false;
        } catch (ExecutionException handled) {
            throw new IllegalStateException(handled);
        }
    }

    /**
     * Hands over what is done; the caller owes it then.
     *
     * @throws CompletionException whose cause is why there is none
     */
    Opened<V> take() {
        return opened.join();
    }

    /** Gives back what comes, or has come. */
    void giveUp() {
        if (!model.cancel(false)) {
            CompletableFuture<Void> unused = opened.thenAccept(this::giveBack);
        }
    }

    private void giveBack(Opened<V> open) {
        views.closing().accept(open.view());
        open.model().onClose().run();
    }
}
