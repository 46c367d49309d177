package io.segue.streaming.tuning;

import io.segue.models.baseline.StanSettings;
import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.TrainingListener;
import io.segue.models.rank.RankSettings;
import io.segue.models.rank.RankTrainingSettings;
import io.segue.models.tuning.SearchSpace;
import io.segue.models.tuning.SearchSpaces;
import io.segue.state.live.LiveSettings;
import io.segue.streaming.evaluation.ContenderSettings;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model that can be tuned.
 *
 * @param name of its contender
 * @param learns whether it has epochs, and so budgets that are smaller than the whole
 * @param contender what its contender is made with, for settings and a budget
 */
public record TunedModel<S>(
        String name, boolean learns, SearchSpace<S> space, BiFunction<S, Integer, ContenderSettings> contender) {
    /** Those that there are. */
    public static List<TunedModel<?>> all(int epochs, long seed, DeviceChoice device, TrainingListener listener) {
        BiFunction<GruSettings, Integer, ContenderSettings> gru = (settings, budget) -> {
            GruSettings within = settings.withEpochs(budget);
            return new ContenderSettings(
                    within,
                    within,
                    StanSettings.DEFAULT,
                    RankTrainingSettings.DEFAULT,
                    device,
                    LiveSettings.DEFAULT,
                    RankSettings.DEFAULT,
                    false,
                    listener);
        };
        return List.of(
                new TunedModel<>("context-gru", true, SearchSpaces.contextGru(epochs, seed), gru),
                new TunedModel<>("gru", true, SearchSpaces.gru(epochs, seed), gru),
                new TunedModel<>(
                        "stan",
                        false,
                        SearchSpaces.stan(),
                        (settings, budget) -> new ContenderSettings(
                                GruSettings.DEFAULT,
                                GruSettings.PLAIN,
                                settings,
                                RankTrainingSettings.DEFAULT,
                                device,
                                LiveSettings.DEFAULT,
                                RankSettings.DEFAULT,
                                false,
                                listener)));
    }

    /**
     * The one with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static TunedModel<?> named(String name, List<TunedModel<?>> all) {
        for (TunedModel<?> model : all) {
            if (model.name().equals(name)) {
                return model;
            }
        }
        Stream<String> names = all.stream().map(TunedModel::name);
        throw new IllegalArgumentException("no model that can be tuned is called '" + name + "'; there are: "
                + names.collect(Collectors.joining(", ")));
    }
}
