package io.segue.operators.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.Told;
import io.segue.operators.turn.ScoredTurn;
import io.segue.state.MetricNames;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.interaction.Interaction;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.session.HiddenState;
import io.segue.state.session.Outcome;
import io.segue.state.session.SessionRules;
import io.segue.state.session.SessionSettings;
import io.segue.state.session.SessionStep;
import io.segue.state.session.UserState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a scorer must have come to, after everything that it was told and still remembers being told. */
final class ScorerExpectation {
    private static final List<Outcome> OUTCOMES = List.of(Outcome.LATE, Outcome.DUPLICATE, Outcome.SUPPRESSED);

    private final SessionSettings settings;
    private final Map<String, FakeModel> models;
    private final Map<String, UserState> users = new HashMap<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private final Map<String, Interaction> due = new HashMap<>();
    private final Map<String, String> newestVersions = new HashMap<>();
    private final Set<String> withdrawn = new HashSet<>();
    private long consumed;
    private long answered;
    private long watermarkMs = Long.MIN_VALUE;

    ScorerExpectation(SessionSettings settings, Map<String, FakeModel> models) {
        this.settings = settings;
        this.models = models;
        OUTCOMES.forEach(outcome -> counts.put(outcome, 0L));
        counts.put(Outcome.ANSWERED, 0L);
    }

    ScorerExpectation copy() {
        ScorerExpectation copy = new ScorerExpectation(settings, models);
        copy.users.putAll(users);
        copy.counts.putAll(counts);
        copy.due.putAll(due);
        copy.newestVersions.putAll(newestVersions);
        copy.withdrawn.addAll(withdrawn);
        copy.consumed = consumed;
        copy.answered = answered;
        copy.watermarkMs = watermarkMs;
        return copy;
    }

    /** A restored job has no watermark until its sources tell it one. */
    void restored() {
        watermarkMs = Long.MIN_VALUE;
    }

    void say(Interaction interaction) {
        consumed++;
        UserState user = users.getOrDefault(interaction.userId(), UserState.NEW);
        SessionStep step = new SessionRules(settings).apply(user, interaction, watermarkMs);
        counts.merge(step.outcome(), 1L, Long::sum);
        users.put(interaction.userId(), step.after());
        if (step.outcome() == Outcome.ANSWERED) {
            due.put(interaction.eventId(), interaction);
        }
    }

    void complete(long untilMs) {
        watermarkMs = untilMs;
    }

    void tell(ControlMessage message) {
        if (message instanceof ItemChanged changed) {
            if (changed.item().available()) {
                withdrawn.remove(changed.item().itemId());
            } else {
                withdrawn.add(changed.item().itemId());
            }
        }
    }

    void requireNothingBuffered(ScorerHarness scorer) {
        scorer.turns().forEach(this::checkTurn);
        assertThat(accounted(scorer)).as("accounted").isEqualTo(consumed);
    }

    void check(ScorerHarness scorer, int bundleMax) throws Exception {
        for (ScoredTurn turn : scorer.turns()) {
            checkTurn(turn);
        }
        long buffered = consumed - accounted(scorer);
        assertThat(buffered).as("buffered").isBetween(0L, bundleMax - 1L);
        for (String userId : users.keySet()) {
            UserState known = scorer.user(userId).orElse(UserState.NEW);
            checkHidden(userId, known);
            if (buffered == 0) {
                checkUser(userId, known);
            }
        }
        if (buffered == 0) {
            assertThat(due).as("not answered").isEmpty();
            OUTCOMES.forEach(outcome -> assertThat(scorer.metrics().count(MetricNames.of(outcome)))
                    .as(outcome.code())
                    .isEqualTo(counts.get(outcome)));
        }
    }

    private void checkTurn(ScoredTurn turn) {
        Interaction trigger = due.remove(turn.trigger().eventId());
        assertThat(trigger).as("due: " + turn).isEqualTo(turn.trigger());
        answered++;
        newestVersions.put(turn.userId(), turn.model().version());
        assertThat(turn.tail().newest().itemId()).isEqualTo(turn.itemId());
        assertThat(turn.hasModel()).isEqualTo(!turn.model().version().equals(ModelVersion.NONE));
        assertThat(ScorerHarness.itemsOf(turn))
                .as("proposals after " + trigger)
                .doesNotContain(trigger.itemId())
                .noneMatch(withdrawn::contains)
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(turn.hasModel() ? 3 : 0);
    }

    /** Steps and replays, through crashes and swaps, come to the same as the session from scratch. */
    private void checkHidden(String userId, UserState known) {
        String version = newestVersions.getOrDefault(userId, ModelVersion.NONE);
        if (known.tail().isEmpty()) {
            return; // a session of suppressed interactions only: what is left is of the one before
        }
        HiddenState expected = version.equals(ModelVersion.NONE)
                ? HiddenState.NONE
                : new HiddenState(
                        Told.stamp(version),
                        models.get(version).replay(known.tail().inputs()));
        if (!known.hidden().equals(expected)) {
            throw new AssertionError(userId + " has the hidden vector " + known.hidden() + " after a session of "
                    + known.tail().events() + ", but a replay by " + version + " gives " + expected);
        }
    }

    private void checkUser(String userId, UserState known) {
        UserState expected = users.get(userId);
        assertThat(known.answered(HiddenState.NONE)).as(userId).isEqualTo(expected.answered(HiddenState.NONE));
    }

    /** Of the turns, those that the simulation still remembers after a crash. */
    private long accounted(ScorerHarness scorer) {
        return answered
                + OUTCOMES.stream()
                        .mapToLong(outcome -> scorer.metrics().count(MetricNames.of(outcome)))
                        .sum();
    }
}
