package io.segue.streaming.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.Evaluation;
import io.segue.models.evaluation.EvaluationSettings;
import io.segue.models.evaluation.LoggedSession;
import io.segue.models.evaluation.RetrieverContender;
import io.segue.models.evaluation.Split;
import io.segue.models.evaluation.TestSession;
import io.segue.models.proposal.ScoredItem;
import io.segue.models.training.TrainingSet;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.log.LoggedEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvaluationTextTest {
    private static final RetrieverContender HATS =
            RetrieverContender.counting("hats", data -> (session, count) -> List.of(new ScoredItem("hat", 1)));

    @Test
    void tellsUsersWhoComeBackFromOthers() {
        String text =
                text(visit("ann", 0, "boots", "hat"), visit("ann", 1, "boots", "scarf"), visit("bob", 2, "a", "hat"));

        assertThat(text.lines())
                .containsSequence(
                        "Recall@20   others  returning",
                        "by visitor     n=2        n=1",
                        "hats        1.0000     0.0000");
    }

    @Test
    void marksATrainingTimeThatLeavesSharedModelsOut() {
        assertThat(text(List.of(HATS, sharing("first"), sharing("second")), visit("ann", 0, "boots", "hat"))
                        .lines())
                .anyMatch(line -> line.matches("first .* \\d+\\.\\d  .*"))
                .anyMatch(line -> line.matches("second .* \\d+\\.\\d\\*  .*"))
                .contains("* without the models that it shares with one above");
        assertThat(text(visit("ann", 0, "boots", "hat"))).doesNotContain("*");
    }

    @Test
    void hasNoTableOfAPartThatIsTheWhole() {
        String text = text(visit("ann", 0, "boots", "hat"), visit("bob", 1, "boots", "scarf"));

        assertThat(text).contains("hats").doesNotContain("by visitor");
    }

    private static Contender sharing(String name) {
        return new Contender() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Contestant train(TrainingSet data, long seed) {
                return HATS.train(data, seed);
            }

            @Override
            public Optional<String> base() {
                return Optional.of("kin");
            }

            @Override
            public boolean sharesModels() {
                return true;
            }
        };
    }

    private static String text(LoggedSession... sessions) {
        return text(List.of(HATS), sessions);
    }

    private static String text(List<Contender> contenders, LoggedSession... sessions) {
        Split split = new Split(
                new TrainingSet(List.of(), ItemCatalogue.EMPTY, true),
                Stream.of(sessions).map(session -> new TestSession(session, 0)).toList(),
                Map.of());
        return EvaluationText.tables(
                new Evaluation(split, EvaluationSettings.DEFAULT, Evaluation.Listener.NONE).run(contenders, "hats"));
    }

    private static LoggedSession visit(String userId, int hour, String... itemIds) {
        String sessionId = userId + "-" + hour;
        List<LoggedEvent> events = Stream.of(itemIds)
                .map(itemId -> new Interaction(
                        sessionId + itemId, userId, itemId, InteractionType.VIEW, hour * 3_600_000L, sessionId, 0))
                .map(interaction -> new LoggedEvent(interaction, "view", ItemContent.UNKNOWN))
                .toList();
        return new LoggedSession(userId, sessionId, events);
    }
}
