package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelAnswers;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.state.feature.StepInput;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KernelScorerTest {
    @Nested
    class Scores extends GruScorerContract {
        @Override
        Backend backend() {
            return Backend.KERNEL;
        }
    }

    @Nested
    class Contents extends GruScorerContentContract {
        @Override
        Backend backend() {
            return Backend.KERNEL;
        }
    }

    @Test
    void agreesWithThePlainOne() {
        GruWeights weights = Fixtures.weights(64, 1_000, 3, 7);
        SplittableRandom random = new SplittableRandom(5);
        List<ModelRequest> batch = Stream.generate(() -> Fixtures.fromStart(Fixtures.inputs(3, 1_000, random)))
                .limit(21)
                .toList();
        try (GruModel fast = Fixtures.model(weights, Backend.KERNEL);
                GruModel plain = Fixtures.model(weights, Backend.SCALAR);
                Scorer fastScorer = fast.newScorer();
                Scorer plainScorer = plain.newScorer()) {
            List<ModelAnswer> expected = plainScorer.recommend(batch, 10);
            List<ModelAnswer> answers = fastScorer.recommend(batch, 10);

            for (int i = 0; i < batch.size(); i++) {
                assertThat(answers.get(i).hidden())
                        .containsExactly(expected.get(i).hidden(), within(1e-5f));
                assertThat(answers.get(i).items())
                        .extracting(ScoredItem::itemId)
                        .isEqualTo(expected.get(i).items().stream()
                                .map(ScoredItem::itemId)
                                .toList());
            }
        }
    }

    @Test
    void listsTheLowerRowFirstWhereScoresAreTheSame() {
        GruWeights weights = Fixtures.weights(16, 300, 3, 7);
        Arrays.fill(weights.values(GruShape.ITEMS), 0.5f);
        Arrays.fill(weights.values(GruShape.ITEM_BIAS), 0);
        weights.values(GruShape.ITEM_BIAS)[250] = 1;
        weights.values(GruShape.ITEM_BIAS)[251] = 1;
        try (GruModel model = Fixtures.model(weights, Backend.KERNEL);
                Scorer scorer = model.newScorer()) {
            List<StepInput> inputs = Fixtures.inputs(1, 300, new SplittableRandom(1));

            ModelAnswer answer = scorer.recommend(List.of(new ModelRequest(Fixtures.START, inputs, "item-1")), 5)
                    .get(0);

            assertThat(answer.items())
                    .extracting(ScoredItem::itemId)
                    .containsExactly("item-250", "item-251", "item-0", "item-2", "item-3");
        }
    }

    @Test
    void listsTheSameForOneSessionByCodesAsInABatchWithoutThem() {
        GruWeights weights = Fixtures.weights(128, 40_000, 3, 7);
        SplittableRandom random = new SplittableRandom(5);
        List<ModelRequest> batch = Stream.generate(() -> Fixtures.fromStart(Fixtures.inputs(2, 40_000, random)))
                .limit(5)
                .toList();
        try (GruModel model = Fixtures.model(weights, Backend.KERNEL);
                Scorer scorer = model.newScorer()) {
            String first = scorer.recommend(batch, 10).get(0).items().get(0).itemId();
            scorer.setAvailable(first, false);

            List<ModelAnswer> together = scorer.recommend(batch, 10);

            assertThat(together.get(0).items()).extracting(ScoredItem::itemId).doesNotContain(first);
            for (int i = 0; i < batch.size(); i++) {
                ModelAnswer alone = scorer.recommend(List.of(batch.get(i)), 10).get(0);
                ModelAnswers.assertSame(alone, together.get(i));
            }
        }
    }
}
