package io.segue.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.baseline.StanSettings;
import io.segue.models.gru.GruSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchSpacesTest {
    private static final int TRIALS = 500;

    private final SearchSpace<GruSettings> contextGru =
            SearchSpaces.contextGru(GruSettings.DEFAULT.optimizer().epochs(), 42);

    @Test
    void beginsWithTheDefaults() {
        Trial<GruSettings> first = contextGru.trials(3, 7).get(0);

        assertThat(first.settings()).isEqualTo(GruSettings.DEFAULT);
        assertThat(contextGru.changes(first.settings())).isEmpty();
    }

    @Test
    void drawsWithinBounds() {
        for (Trial<GruSettings> trial : contextGru.trials(TRIALS, 7)) {
            GruSettings settings = trial.settings();
            assertThat(settings.network().hiddenSize()).isIn(64, 96, 128, 192, 256);
            assertThat(settings.network().embeddingDropout()).isBetween(0.0, 0.7);
            assertThat(settings.network().hiddenDropout()).isBetween(0.0, 0.7);
            assertThat(settings.batches().size()).isIn(32, 64, 128);
            assertThat(settings.batches().negatives()).isIn(512, 1_024, 2_048, 4_096);
            assertThat(settings.batches().negativesAlpha()).isBetween(0.0, 1.0);
            assertThat(settings.optimizer().learningRate()).isBetween(0.02, 0.2);
            assertThat(settings.optimizer().epochs())
                    .isEqualTo(GruSettings.DEFAULT.optimizer().epochs());
            assertThat(settings.content().idDropout()).isBetween(0.0, 0.3);
            assertThat(settings.copy().startShare()).isBetween(0.0, 0.95);
        }
    }

    @Test
    void drawsAsManyLearningRatesBelowTheGeometricMeanAsAbove() {
        long below = contextGru.trials(TRIALS, 7).stream()
                .filter(trial -> trial.settings().optimizer().learningRate() < Math.sqrt(0.02 * 0.2))
                .count();

        assertThat(below).isBetween(TRIALS * 4L / 10, TRIALS * 6L / 10);
    }

    @Test
    void leavesContentAndCopiesAloneInThePlainGru() {
        assertThat(SearchSpaces.gru(10, 42).trials(50, 7)).allSatisfy(trial -> {
            assertThat(trial.settings().content()).isEqualTo(GruSettings.Content.NONE);
            assertThat(trial.settings().copy()).isEqualTo(GruSettings.Copy.NONE);
        });
    }

    @Test
    void drawsAgainWhatCannotBe() {
        assertThat(SearchSpaces.stan().trials(TRIALS, 7))
                .extracting(Trial::settings)
                .allSatisfy(settings -> {
                    assertThat(settings.neighboursMax()).isLessThanOrEqualTo(settings.samplesMax());
                    assertThat(settings.ageDecay()).isBetween(Duration.ofHours(12), Duration.ofDays(180));
                    assertThat(settings.idf()).isEqualTo(StanSettings.DEFAULT.idf());
                });
    }

    @Test
    void givesTheSameTrialsForTheSameSeedAndOthersForAnother() {
        assertThat(contextGru.trials(9, 7))
                .isEqualTo(contextGru.trials(9, 7))
                .isEqualTo(contextGru.trials(27, 7).subList(0, 9))
                .isNotEqualTo(contextGru.trials(9, 8));
    }

    @Test
    void refusesADimensionThatNoSettingHas() {
        List<Dimension> wrong = List.of(new Dimension("network.layers", Range.OneOf.of(1, 2)));

        assertThatThrownBy(() -> new SearchSpace<>(SettingsForm.GRU, GruSettings.DEFAULT, wrong))
                .hasMessage("key of a dimension is network.layers, but must be one of the settings gru");
    }
}
