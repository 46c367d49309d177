package io.segue.operators.model;

import io.segue.models.serving.NextItemModel;
import io.segue.state.release.Release;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a subtask uses of its models: views of its own.
 *
 * @param opening makes the view of a model, on a thread of its own
 * @param closing ends it
 */
public record ModelViews<V>(ModelSource source, Function<NextItemModel, V> opening, Consumer<V> closing) {

    /** Of a release, whose version its bundle must hold. */
    ComingView<V> load(Release release) {
        return new ComingView<>(source.load(release), this, model -> {
            if (!model.version().equals(release.version())) {
                throw new IllegalStateException(
                        "the bundle holds version " + model.version() + ", the release says " + release.version());
            }
            return opening.apply(model);
        });
    }

    ComingView<V> open(CompletableFuture<ServingModel> model) {
        return new ComingView<>(model, this, opening);
    }
}
