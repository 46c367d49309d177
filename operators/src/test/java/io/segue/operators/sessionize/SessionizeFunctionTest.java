package io.segue.operators.sessionize;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.click;
import static io.segue.operators.fixture.Interactions.purchase;
import static io.segue.operators.fixture.Interactions.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.OperatorMetrics;
import io.segue.operators.fixture.Subtask;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.serialization.SegueTypes;
import io.segue.state.session.ClosedSession;
import io.segue.state.session.ClosingRules;
import io.segue.state.session.SessionSettings;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionizeFunctionTest {
    private static final int GAP = 30;
    private static final int LATENESS = 5;
    private static final int EVENTS_MAX = 4;
    private static final ClosingRules RULES = new ClosingRules(
            new SessionSettings(Duration.ofMinutes(GAP), 50, EVENTS_MAX, 32, Duration.ofDays(1)),
            Duration.ofMinutes(LATENESS));
    private static final Duration TTL = Duration.ofDays(7);

    private static final Interaction HAT = view("ann", "hat", at(0));
    private static final Interaction SCARF = click("ann", "scarf", at(10));
    private static final Interaction COAT = purchase("ann", "coat", at(20));

    private OperatorMetrics metrics = new OperatorMetrics();

    private KeyedOneInputStreamOperatorTestHarness<String, Interaction, ClosedSession> unopened(
            Backend backend, Subtask subtask) throws Exception {
        metrics = new OperatorMetrics();
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new SessionizeFunction(RULES, TTL)),
                Interaction::userId,
                Types.STRING,
                subtask.environment(metrics));
        harness.setStateBackend(backend.create());
        harness.setup(SegueTypes.CLOSED_SESSION.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private KeyedOneInputStreamOperatorTestHarness<String, Interaction, ClosedSession> opened() throws Exception {
        var harness = unopened(Backend.HEAP, Subtask.ONLY);
        harness.open();
        return harness;
    }

    private static void come(
            KeyedOneInputStreamOperatorTestHarness<String, Interaction, ClosedSession> sessions, Interaction... events)
            throws Exception {
        for (Interaction event : events) {
            sessions.processElement(event, event.timestampMs());
        }
    }

    private static ClosedSession session(Interaction... interactions) {
        Interaction first = interactions[0];
        return new ClosedSession(first.userId(), first.userId() + "@" + first.timestampMs(), List.of(interactions));
    }

    @Test
    void handsOnASessionOnceTheWatermarkIsPastItsGapAndForgetsIt() throws Exception {
        try (var sessions = opened()) {
            come(sessions, HAT, SCARF);

            sessions.processWatermark(at(10 + GAP + LATENESS) - 1);
            assertThat(sessions.extractOutputValues()).as("within the gap").isEmpty();
            assertThat(metrics.count(MetricNames.SESSIONS_OPEN)).isEqualTo(1);

            sessions.processWatermark(at(10 + GAP + LATENESS));
            assertThat(sessions.extractOutputValues()).containsExactly(session(HAT, SCARF));
            assertThat(metrics.count(MetricNames.SESSIONS_OPEN)).isZero();
            assertThat(metrics.count(MetricNames.SESSIONS_CLOSED)).isEqualTo(1);
            assertThat(sessions.numEventTimeTimers()).isZero();
            assertThat(sessions.numKeyedStateEntries())
                    .as("what is remembered of the user, for duplicates")
                    .isEqualTo(1);
        }
    }

    @Test
    void putsWhatComesLateInItsPlaceAndCountsWhatComesTooLate() throws Exception {
        try (var sessions = opened()) {
            come(sessions, HAT, COAT);
            sessions.processWatermark(at(10 + LATENESS) - 1);
            come(sessions, SCARF);
            sessions.processWatermark(at(60));
            come(sessions, view("ann", "sock", at(21)));

            assertThat(sessions.extractOutputValues()).containsExactly(session(HAT, SCARF, COAT));
            assertThat(metrics.count(MetricNames.JOINED)).isEqualTo(3);
            assertThat(metrics.count(MetricNames.LATE_JOINED)).isEqualTo(1);
            assertThat(metrics.count("late")).isEqualTo(1);
        }
    }

    @Test
    void dropsRepeatsAndBotsAndCountsThem() throws Exception {
        try (var sessions = opened()) {
            Interaction sock = view("ann", "sock", at(21));
            come(sessions, HAT, HAT, SCARF, COAT, sock, view("ann", "shoe", at(22)), HAT);
            sessions.processWatermark(Long.MAX_VALUE);

            assertThat(sessions.extractOutputValues()).containsExactly(session(HAT, SCARF, COAT, sock));
            assertThat(metrics.count("duplicate")).isEqualTo(2);
            assertThat(metrics.count("suppressed")).isEqualTo(1);
            assertThat(metrics.count(MetricNames.JOINED)).isEqualTo(4);
        }
    }

    @Test
    void keepsUsersApart() throws Exception {
        try (var sessions = opened()) {
            Interaction other = view("bob", "hat", at(1));
            come(sessions, HAT, other);
            sessions.processWatermark(Long.MAX_VALUE);

            assertThat(sessions.extractOutputValues()).containsExactlyInAnyOrder(session(HAT), session(other));
        }
    }

    @Test
    void closesTheFirstOfTwoSessionsWhileTheSecondGoesOn() throws Exception {
        try (var sessions = opened()) {
            Interaction next = view("ann", "sock", at(GAP + 3));
            come(sessions, HAT, next);

            sessions.processWatermark(at(GAP + LATENESS));
            assertThat(sessions.extractOutputValues()).containsExactly(session(HAT));
            assertThat(metrics.count(MetricNames.SESSIONS_OPEN)).isEqualTo(1);

            sessions.processWatermark(at(GAP + 3 + GAP + LATENESS));
            assertThat(sessions.extractOutputValues()).containsExactly(session(HAT), session(next));
        }
    }

    @Test
    void forgetsAUserAfterTheTimeToLive() throws Exception {
        try (var sessions = opened()) {
            come(sessions, HAT);
            sessions.processWatermark(at(GAP + LATENESS));
            sessions.setProcessingTime(TTL.toMillis() + 1);

            come(sessions, view("ann", "sock", at(50)));
            sessions.processWatermark(Long.MAX_VALUE);

            assertThat(sessions.extractOutputValues()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void goesOnFromASnapshotInTwoSubtasks(Backend backend) throws Exception {
        Interaction other = view("bob", "hat", at(1));
        OperatorSubtaskState snapshot;
        try (var before = unopened(backend, Subtask.ONLY)) {
            before.open();
            come(before, HAT, other);
            before.processWatermark(at(2));
            snapshot = before.snapshot(1, 1);
        }

        for (int index = 0; index < 2; index++) {
            Subtask subtask = new Subtask(index, 2);
            try (var after = unopened(backend, subtask)) {
                after.initializeState(subtask.shareOf(snapshot));
                after.open();
                List<Interaction> own = List.of(HAT, SCARF, other).stream()
                        .filter(one -> subtask.owns(one.userId()))
                        .toList();
                if (subtask.owns("ann")) {
                    come(after, HAT, SCARF); // the first is a repeat
                }
                after.processWatermark(Long.MAX_VALUE);

                assertThat(after.extractOutputValues().stream().flatMap(one -> one.interactions().stream()))
                        .containsExactlyInAnyOrderElementsOf(own);
            }
        }
    }
}
