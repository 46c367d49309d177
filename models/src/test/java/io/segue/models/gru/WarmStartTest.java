package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.device.DeviceChoice;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarmStartTest {
    private static final GruSettings SETTINGS = GruSettings.DEFAULT
            .withHiddenSize(16)
            .withBatches(new GruSettings.Batches(BatchKind.WHOLE_SESSIONS, 8, 20, 64, 0.5));

    /** Every fourth item of the circle is of one kind. */
    private static final ItemCatalogue CATALOGUE = new ItemCatalogue(IntStream.range(0, 16)
            .boxed()
            .collect(Collectors.toMap(i -> "item-" + i, i -> new ItemContent("kind-" + i % 4, "", 0, ""))));

    private static TrainedGru train(int epochs, List<SessionTail> sessions, Optional<LearnerStart> start) {
        return new GruTrainer(SETTINGS.goingOn(epochs), DeviceChoice.CPU, start)
                .train(Fixtures.ofStrangers(sessions), CATALOGUE, TrainingListener.NONE);
    }

    private static double recallAt1(TrainedGru trained, List<SessionTail> sessions) {
        int hits = 0;
        int positions = 0;
        try (NextItemModel model = trained.open("v1", DeviceChoice.CPU);
                Scorer scorer = model.newScorer()) {
            for (SessionTail session : sessions) {
                List<SessionEvent> events = session.events();
                for (int i = 1; i < events.size(); i++) {
                    SessionTail seen = new SessionTail(events.subList(0, i), session.precedingTimestampMs());
                    ModelRequest request =
                            ModelRequest.replay(seen, seen.newest().itemId());
                    List<ScoredItem> best =
                            scorer.recommend(List.of(request), 1).get(0).items();
                    hits += best.get(0).itemId().equals(events.get(i).itemId()) ? 1 : 0;
                    positions++;
                }
            }
        }
        return hits / (double) positions;
    }

    @Test
    void knowsAfterTwoStepsWhatATrainingFromNothingDoesNot() {
        TrainedGru before = train(20, Fixtures.circle(16, 96), Optional.empty());
        List<SessionTail> sessions = Fixtures.circle(16, 16);

        double warm = recallAt1(train(1, sessions, Optional.of(before.learnerStart())), sessions);
        double cold = recallAt1(train(1, sessions, Optional.empty()), sessions);

        assertThat(warm).as("against %.3f from nothing", cold).isGreaterThan(cold + 0.3);
    }

    @Test
    void takesRowsByItemAndByContent() {
        TrainedGru before = train(1, Fixtures.circle(12, 96), Optional.empty());
        TrainedGru other = train(1, Fixtures.circle(16, 96), Optional.empty());
        GruWeights weights = GruWeights.initial(other.weights().shape(), new SplittableRandom(9));
        float[] initial = weights.values(GruShape.ITEMS).clone();

        WarmStart.of(
                        before.learnerStart(),
                        weights.shape(),
                        other.learnerStart().bundle().known())
                .into(weights);

        for (int i = 0; i < 16; i++) {
            String item = "item-" + i;
            float[] expected = before.vocabulary().contains(item)
                    ? row(
                            before.weights().values(GruShape.ITEMS),
                            before.vocabulary().row(item))
                    : row(initial, other.vocabulary().row(item));
            assertThat(row(weights.values(GruShape.ITEMS), other.vocabulary().row(item)))
                    .as(item)
                    .containsExactly(expected);
        }
        assertThat(weights.values(GruShape.HIDDEN_GATES))
                .containsExactly(before.weights().values(GruShape.HIDDEN_GATES));
        List<String> kinds = before.learnerStart().bundle().known().content().values();
        List<String> kindsNow = other.learnerStart().bundle().known().content().values();
        assertThat(kinds).isNotEmpty();
        for (String kind : kinds) {
            assertThat(row(weights.values(GruShape.CONTENT), kindsNow.indexOf(kind)))
                    .as(kind)
                    .containsExactly(row(before.weights().values(GruShape.CONTENT), kinds.indexOf(kind)));
        }
    }

    private static float[] row(float[] values, int row) {
        return Arrays.copyOfRange(values, row * 16, (row + 1) * 16);
    }

    @Test
    void averagesAsLargeAPartOfItsEndAsAWholeTraining() {
        assertThat(GruSettings.DEFAULT.goingOn(3).optimizer().averagedEpochs())
                .as("a third of three: a new item's first epoch is no part of what it is")
                .isEqualTo(1);
        assertThat(GruSettings.DEFAULT.goingOn(12)).isEqualTo(GruSettings.DEFAULT);
    }

    @Test
    void goesOnFromWhatWasTrainedInTheSameWayForAnotherTime() {
        GruSettings before = SETTINGS.goingOn(2).withSeed(7);

        assertThat(SETTINGS.goesOnFrom(before)).isTrue();
        assertThat(SETTINGS.goesOnFrom(before.withHiddenSize(24))).isFalse();
        assertThat(SETTINGS.goesOnFrom(before.withCopy(GruSettings.Copy.NONE))).isFalse();
    }

    @Test
    void refusesAnotherNetwork() {
        LearnerStart before =
                train(1, Fixtures.circle(12, 96), Optional.empty()).learnerStart();
        GruTrainer larger = new GruTrainer(SETTINGS.withHiddenSize(24), DeviceChoice.CPU, Optional.of(before));

        assertThatThrownBy(() ->
                        larger.train(Fixtures.ofStrangers(Fixtures.circle(12, 96)), CATALOGUE, TrainingListener.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is of another network: tensor items");
    }
}
