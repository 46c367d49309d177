package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.device.DeviceChoice;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.feature.StepInput;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.SessionTail;
import io.segue.state.settings.InvalidOptionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class GruTrainerTest {
    private static final GruSettings SMALL = GruSettings.DEFAULT
            .withHiddenSize(16)
            .withEpochs(20)
            .withBatchSize(8)
            .withLearningRate(0.1)
            .withDropout(0)
            .withVocabulary(1, 2);

    private static TrainedGru train(GruSettings settings, List<SessionTail> sessions) {
        return new GruTrainer(settings, DeviceChoice.CPU).train(sessions, TrainingListener.NONE);
    }

    /** Share of changes of item whose next item comes first, the item just seen excluded. */
    private static double recallAt1(TrainedGru trained, List<SessionTail> sessions) {
        int hits = 0;
        int positions = 0;
        try (NextItemModel model = trained.open("v1", DeviceChoice.CPU);
                Scorer scorer = model.newScorer()) {
            for (SessionTail session : sessions) {
                List<StepInput> inputs = session.inputs();
                for (int i = 1; i < inputs.size(); i++) {
                    ModelRequest request = new ModelRequest(
                            Fixtures.START,
                            inputs.subList(0, i),
                            inputs.get(i - 1).itemId());
                    String best = scorer.recommend(List.of(request), 1)
                            .get(0)
                            .items()
                            .get(0)
                            .itemId();
                    hits += best.equals(inputs.get(i).itemId()) ? 1 : 0;
                    positions++;
                }
            }
        }
        return hits / (double) positions;
    }

    @Test
    void learnsWhichItemFollows() {
        List<SessionTail> sessions = Fixtures.circle(12, 96);

        assertThat(recallAt1(train(SMALL, sessions), sessions)).isEqualTo(1);
    }

    @Test
    void learnsWithSampledNegativesAndDropoutToo() {
        List<SessionTail> sessions = Fixtures.circle(12, 96);
        GruSettings settings = SMALL.withNegatives(4, 0.5).withDropout(0.2);

        assertThat(recallAt1(train(settings, sessions), sessions)).isEqualTo(1);
    }

    @Test
    void learnsWhatOnlyTheTypeOfTheEventDecides() {
        List<SessionTail> sessions = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            InteractionType type = InteractionType.ofOrdinal(i % InteractionType.count());
            String item = "item-" + i / InteractionType.count() % 4;
            sessions.add(Fixtures.session(i * 1_000_000L, type, item, InteractionType.VIEW, item + "-after-" + type));
        }

        assertThat(recallAt1(train(SMALL, sessions), sessions)).isEqualTo(1);
    }

    @Test
    void learnsWhatLiesSeveralStepsBack() {
        List<SessionTail> sessions = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            sessions.add(Fixtures.views(i * 1_000_000L, "from-" + i % 4, "hall", "stairs", "to-" + i % 4));
        }

        TrainedGru trained = train(SMALL, sessions);

        // What comes first in a session can't be known, all else can.
        assertThat(recallAt1(trained, sessions)).isEqualTo(1);
    }

    @Test
    void givesTheSameWeightsForTheSameSeed() {
        List<SessionTail> sessions = Fixtures.circle(12, 40);
        GruSettings settings = SMALL.withEpochs(2).withDropout(0.3).withNegatives(5, 0.5);

        TrainedGru first = train(settings, sessions);
        TrainedGru second = train(settings, sessions);
        TrainedGru other = train(settings.withSeed(43), sessions);

        for (int i = 0; i < first.weights().tensors().size(); i++) {
            float[] values = first.weights().tensors().get(i).values();
            assertThat(second.weights().tensors().get(i).values()).isEqualTo(values);
            assertThat(other.weights().tensors().get(i).values()).isNotEqualTo(values);
        }
    }

    @Test
    void tellsHowFarItIs() {
        List<TrainingProgress> told = new ArrayList<>();

        TrainedGru trained =
                new GruTrainer(SMALL.withEpochs(3), DeviceChoice.CPU).train(Fixtures.circle(12, 20), told::add);

        List<TrainingProgress> ends =
                told.stream().filter(TrainingProgress::isEndOfEpoch).toList();
        assertThat(ends).extracting(TrainingProgress::epoch).containsExactly(1, 2, 3);
        assertThat(ends).extracting(TrainingProgress::steps).containsOnly(3);
        assertThat(ends).extracting(TrainingProgress::examples).containsExactly(60L, 120L, 180L);
        assertThat(ends.get(2).loss()).isLessThan(ends.get(0).loss());
        assertThat(ends.get(2).secondsLeft()).isZero();
        assertThat(trained.log().sessionsCount()).isEqualTo(20);
        assertThat(trained.log().eventsCount()).isEqualTo(80);
        assertThat(trained.log().trainedUntilMs()).isEqualTo(19 * 1_000_000L + 60_000);
    }

    @Test
    void stopsWhenItsThreadIsInterrupted() {
        assertThatThrownBy(() -> new GruTrainer(SMALL, DeviceChoice.CPU)
                        .train(
                                Fixtures.circle(12, 96),
                                progress -> Thread.currentThread().interrupt()))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void refusesToGoOnWithALossThatIsNoNumber() {
        assertThatThrownBy(() -> GruTrainer.check(Double.NaN, 2, 17, 0.5))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessage("the loss is NaN at step 17 of epoch 2 with learning rate 0.5; try a smaller "
                        + "segue.training.learning-rate");
    }

    @Test
    void refusesSettingsOutOfRange() {
        assertThatThrownBy(() -> SMALL.withHiddenSize(0))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("segue.training.hidden.size is 0, but must be within [1, 1024]");
        assertThatThrownBy(() -> SMALL.withDropout(1)).hasMessageContaining("segue.training.dropout is 1.0");
        assertThatThrownBy(() -> SMALL.withLearningRate(Double.NaN)).hasMessageContaining("is NaN");
        assertThatThrownBy(() -> SMALL.withNegatives(0, 0.5)).hasMessageContaining("segue.training.negatives is 0");
        assertThatThrownBy(() -> SMALL.withNegatives(9, 2)).hasMessageContaining("negatives.alpha is 2.0");
        assertThatThrownBy(() -> SMALL.withVocabulary(1, 0)).hasMessageContaining("segue.training.oov.buckets is 0");
    }
}
