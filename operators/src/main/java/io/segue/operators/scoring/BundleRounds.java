package io.segue.operators.scoring;

import io.segue.state.interaction.Interaction;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.session.Outcome;
import io.segue.state.session.SessionRules;
import io.segue.state.session.SessionStep;
import io.segue.state.session.UserState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One bundle in rounds: round {@code r} takes the {@code r}-th interaction of every user in it, so that two interactions
 * of one user are two steps in order, and each round is one batched answer. Plain Java: knows no state backend.
 */
final class BundleRounds {
    /** How the turns of one round, each of another user, are answered. */
    interface Answering extends Function<List<Turn>, List<Answer>> {}

    private final Map<Object, List<Interaction>> bundle;
    private final Map<Object, UserState> users;
    private final Map<Object, UserState> changed = new LinkedHashMap<>();
    private final List<Recommendation> recommendations = new ArrayList<>();

    /** @param users the state of every user in the bundle */
    BundleRounds(Map<Object, List<Interaction>> bundle, Map<Object, UserState> users) {
        this.bundle = bundle;
        this.users = users;
    }

    /** Plays all rounds. */
    void play(SessionRules rules, long watermarkMs, LongSupplier nowMs, Answering answering, ScorerMetrics metrics) {
        int rounds = 0;
        for (List<Interaction> interactions : bundle.values()) {
            rounds = Math.max(rounds, interactions.size());
        }
        for (int round = 0; round < rounds; round++) {
            List<Turn> turns = turnsOf(round, rules, watermarkMs, metrics);
            if (!turns.isEmpty()) {
                List<Answer> answers = answering.apply(turns);
                take(turns, answers, nowMs.getAsLong(), metrics);
            }
        }
    }

    /** The states to write. */
    Map<Object, UserState> changed() {
        return changed;
    }

    /** The answers, in order for each user. */
    List<Recommendation> recommendations() {
        return recommendations;
    }

    /** Applies the rules to one interaction of every user; what is not answered is counted and ends here. */
    private List<Turn> turnsOf(int round, SessionRules rules, long watermarkMs, ScorerMetrics metrics) {
        List<Turn> turns = new ArrayList<>(bundle.size());
        for (Map.Entry<Object, List<Interaction>> entry : bundle.entrySet()) {
            if (round >= entry.getValue().size()) {
                continue;
            }
            Interaction interaction = entry.getValue().get(round);
            UserState user = users.getOrDefault(entry.getKey(), UserState.NEW);
            SessionStep step = rules.apply(user, interaction, watermarkMs);
            metrics.decided(step.outcome());
            if (step.outcome() == Outcome.ANSWERED) {
                turns.add(new Turn(interaction, step));
            } else if (step.outcome() == Outcome.SUPPRESSED) {
                change(entry.getKey(), step.after());
            }
        }
        return turns;
    }

    private void take(List<Turn> turns, List<Answer> answers, long nowMs, ScorerMetrics metrics) {
        for (int i = 0; i < turns.size(); i++) {
            Interaction trigger = turns.get(i).interaction();
            Answer answer = answers.get(i);
            UserState after = turns.get(i).step().after().answered(answer.hidden(), answer.served());
            change(trigger.userId(), after);
            Recommendation recommendation = Recommendation.answering(
                    trigger, after.sessionId(), nowMs, answer.model(), answer.items(), answer.reason());
            metrics.answered(recommendation, answer.source());
            recommendations.add(recommendation);
        }
    }

    private void change(Object userId, UserState user) {
        users.put(userId, user);
        changed.put(userId, user);
    }
}
