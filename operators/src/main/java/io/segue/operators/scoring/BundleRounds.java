package io.segue.operators.scoring;

import io.segue.operators.turn.ObservedTransition;
import io.segue.operators.turn.ScoredTurn;
import io.segue.operators.turn.SessionSignal;
import io.segue.state.interaction.Interaction;
import io.segue.state.live.Transition;
import io.segue.state.session.Outcome;
import io.segue.state.session.SessionRules;
import io.segue.state.session.SessionStep;
import io.segue.state.session.UserState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One bundle in rounds: round {@code r} takes the {@code r}-th interaction of every user in it, so that two interactions
 * of one user are two steps in order, and each round is one batched model call. Plain Java: knows no state backend.
 */
final class BundleRounds {
    /** How the turns of one round, each of another user, are scored. */
    interface Scoring extends Function<List<Turn>, List<TurnScores>> {}

    private final Map<Object, List<Interaction>> bundle;
    private final Map<Object, UserState> users;
    private final int distanceMax;
    private final Map<Object, UserState> changed = new LinkedHashMap<>();
    private final List<SessionSignal> signals = new ArrayList<>();

    /**
     * A bundle that is not played yet.
     *
     * @param users the state of every user in the bundle
     * @param distanceMax how many events back a transition may begin
     */
    BundleRounds(Map<Object, List<Interaction>> bundle, Map<Object, UserState> users, int distanceMax) {
        this.bundle = bundle;
        this.users = users;
        this.distanceMax = distanceMax;
    }

    /** Plays all rounds. */
    void play(SessionRules rules, long watermarkMs, Scoring scoring, ScorerMetrics metrics) {
        int rounds = 0;
        for (List<Interaction> interactions : bundle.values()) {
            rounds = Math.max(rounds, interactions.size());
        }
        for (int round = 0; round < rounds; round++) {
            List<Turn> turns = turnsOf(round, rules, watermarkMs, metrics);
            if (!turns.isEmpty()) {
                take(turns, scoring.apply(turns));
            }
        }
    }

    /** The states to write. */
    Map<Object, UserState> changed() {
        return changed;
    }

    /** The turns, in order for each user, each with the transitions that it makes. */
    List<SessionSignal> signals() {
        return signals;
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
            if (step.outcome() == Outcome.ANSWERED) {
                turns.add(new Turn(interaction, step));
                continue;
            }
            metrics.endsHere(step.outcome());
            if (step.outcome() == Outcome.SUPPRESSED) {
                change(entry.getKey(), step.after());
            }
        }
        return turns;
    }

    private void take(List<Turn> turns, List<TurnScores> scores) {
        for (int i = 0; i < turns.size(); i++) {
            Interaction trigger = turns.get(i).interaction();
            TurnScores scored = scores.get(i);
            UserState after = turns.get(i).step().after().answered(scored.hidden(), scored.others());
            change(trigger.userId(), after);
            signals.add(new ScoredTurn(
                    trigger,
                    after.sessionId(),
                    turns.get(i).step().before().tail().isEmpty(),
                    after.place(),
                    after.tail(),
                    scored.model(),
                    scored.proposals(),
                    scored.similar(),
                    scored.whyNoModel(),
                    scored.lanes(),
                    scored.variants()));
            for (Transition transition : Transition.of(after.tail(), distanceMax)) {
                signals.add(new ObservedTransition(transition, trigger.timestampMs()));
            }
        }
    }

    private void change(Object userId, UserState user) {
        users.put(userId, user);
        changed.put(userId, user);
    }
}
