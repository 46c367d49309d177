package io.segue.models.gru;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.segue.models.device.DeviceChoice;
import io.segue.models.device.TorchEngine;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.state.session.SessionTail;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loss that training computes is that of the lists that serving gives: one network, whichever of the two runs. */
class TrainingServingTest {
    private static final GruSettings ALL = TrainingStepTest.WITH_ALL.withContent(new GruSettings.Content(2, 2, 0));

    @ParameterizedTest
    @EnumSource(ContextFusion.class)
    void agreeOnContentOwnItemsAndContext(ContextFusion fusion) {
        assertSame(ALL.withNetwork(ALL.network().withContext(EnumSet.allOf(ContextInput.class), fusion)));
    }

    @Test
    void agreeWithoutAnyContext() {
        assertSame(ALL.withNetwork(ALL.network().withContext(EnumSet.noneOf(ContextInput.class), ContextFusion.ADDED)));
    }

    @ParameterizedTest
    @EnumSource(ItemEmbedding.class)
    void agreeOnTheInputsOfItems(ItemEmbedding embedding) {
        GruSettings settings = TrainingStepTest.SETTINGS;
        assertSame(settings.withNetwork(settings.network().withEmbedding(embedding)));
    }

    @Test
    void agreeOnWhatIsLeftOfTheSessionBefore() {
        assertSame(ALL.withNetwork(ALL.network().withMemory(true)));
    }

    private static void assertSame(GruSettings settings) {
        TrainingData data =
                TrainingData.of(Fixtures.ofStrangers(TrainingStepTest.SESSIONS), TrainingStepTest.CATALOGUE, settings);
        GruWeights weights =
                Fixtures.weights(GruShape.of(settings, 5, data.items().content().rowsCount()), 3);
        try (NDManager manager = TorchEngine.start().newBaseManager();
                GruModel model = new GruModel("v1", weights, data.items(), DeviceChoice.CPU);
                Scorer scorer = model.newScorer()) {
            TrainingBatch.Maker maker = new TrainingBatch.Maker(data, weights.shape(), settings);
            maker.setCopying(true);
            SessionBatches.Rounds rounds = SessionBatches.of(data, 0, data.windowsCount());
            TrainingBatch batch = maker.make(rounds.inputs(), rounds.roundRows(), new SplittableRandom(5));
            double trained = new TrainingStep(TorchEngine.start(), manager, settings.loss())
                    .loss(weights, new ItemVectors(weights, data.contents()), batch, extras(rounds, weights.shape()));

            scorer.setContent("rare", TrainingStepTest.CATALOGUE.of("rare"));
            // It is read, but no target was ever drawn from such items.
            scorer.setAvailable("rare", false);
            assertThat(lossOfLists(scorer, data, weights.shape().hasMemory())).isCloseTo(trained, within(1e-5));
        }
    }

    /** Of every second session its user had one before. */
    private static float[] memory(int session, boolean hasMemory) {
        return hasMemory && session % 2 == 0 ? new float[] {0.5f, -0.25f * session, 0.125f} : new float[0];
    }

    private static TrainingStep.Extras extras(SessionBatches.Rounds rounds, GruShape shape) {
        if (!shape.hasMemory()) {
            return TrainingStep.Extras.NONE;
        }
        int[] windows = rounds.windows();
        float[] hidden = new float[windows.length * shape.hiddenSize()];
        float[] remembers = new float[windows.length];
        for (int row = 0; row < windows.length; row++) {
            float[] memory = memory(windows[row], true);
            System.arraycopy(memory, 0, hidden, row * shape.hiddenSize(), memory.length);
            remembers[row] = memory.length == 0 ? 0 : 1;
        }
        return new TrainingStep.Extras(new float[0], new float[0], hidden, remembers);
    }

    private static double lossOfLists(Scorer scorer, TrainingData data, boolean hasMemory) {
        double sum = 0;
        int examples = 0;
        for (int number = 0; number < TrainingStepTest.SESSIONS.size(); number++) {
            SessionTail session = TrainingStepTest.SESSIONS.get(number);
            for (int i = 0; i + 1 < session.events().size(); i++) {
                String justSeen = session.events().get(i).itemId();
                String next = session.events().get(i + 1).itemId();
                if (!next.equals(justSeen) && data.items().vocabulary().contains(next)) {
                    SessionTail tail =
                            new SessionTail(session.events().subList(0, i + 1), session.precedingTimestampMs());
                    List<ScoredItem> items = scorer.recommend(
                                    List.of(ModelRequest.replay(memory(number, hasMemory), tail, justSeen)), 10)
                            .get(0)
                            .items();
                    sum += -logProbability(items, next);
                    examples++;
                }
            }
        }
        return sum / examples;
    }

    private static double logProbability(List<ScoredItem> items, String itemId) {
        double total = 0;
        double own = Double.NaN;
        for (ScoredItem item : items) {
            total += Math.exp(item.score());
            own = item.itemId().equals(itemId) ? item.score() : own;
        }
        return own - Math.log(total);
    }
}
