package io.segue.operators.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.MetricNames;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.interaction.Interaction;
import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
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
    private static final List<Outcome> OUTCOMES =
            List.of(Outcome.ANSWERED, Outcome.LATE, Outcome.DUPLICATE, Outcome.SUPPRESSED);

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
        assertThat(accounted(scorer)).as("accounted").isEqualTo(consumed);
    }

    void check(ScorerHarness scorer, int bundleMax) throws Exception {
        for (Recommendation answer : scorer.answers()) {
            checkAnswer(answer);
        }
        long buffered = consumed - accounted(scorer);
        assertThat(buffered).as("buffered").isBetween(0L, bundleMax - 1L);
        assertThat(scorer.metrics().count("answered")).as("answered").isEqualTo(answered);
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

    private void checkAnswer(Recommendation answer) {
        Interaction trigger = due.remove(answer.triggerEventId());
        assertThat(trigger).as("due: " + answer).isNotNull();
        answered++;
        newestVersions.put(answer.userId(), answer.model().version());
        List<String> items = ScorerHarness.itemsOf(answer);
        assertThat(items)
                .as("answer to " + trigger)
                .doesNotContain(trigger.itemId())
                .noneMatch(withdrawn::contains)
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(3);
        Source source = answer.model().version().equals(ModelVersion.NONE) ? Source.POPULARITY : Source.GRU;
        assertThat(answer.items()).extracting(RecommendedItem::source).allMatch(source::equals);
    }

    /** Steps and replays, through crashes and swaps, come to the same as the session from scratch. */
    private void checkHidden(String userId, UserState known) {
        String version = newestVersions.getOrDefault(userId, ModelVersion.NONE);
        boolean nothingToKnow = known.tail().isEmpty(); // a session of suppressed interactions only
        HiddenState expected = nothingToKnow || version.equals(ModelVersion.NONE)
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
        assertThat(known.answered(HiddenState.NONE, expected.served()))
                .as(userId)
                .isEqualTo(expected.answered(HiddenState.NONE, expected.served()));
    }

    private static long accounted(ScorerHarness scorer) {
        return OUTCOMES.stream()
                .mapToLong(outcome -> scorer.metrics().count(MetricNames.of(outcome)))
                .sum();
    }
}
