package io.segue.state.session;

import static io.segue.state.session.Events.MINUTE;
import static io.segue.state.session.Events.NO_WATERMARK;
import static io.segue.state.session.Events.TEN_O_CLOCK;
import static io.segue.state.session.Events.click;
import static io.segue.state.session.Events.inSession;
import static io.segue.state.session.Events.purchase;
import static io.segue.state.session.Events.withId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.interaction.Interaction;
import io.segue.state.settings.InvalidOptionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClosingRulesTest {
    private static final int GAP = 30;
    private static final int LATENESS = 5;
    private static final ClosingRules RULES = rules(1_000);

    private static ClosingRules rules(int eventsMax) {
        return new ClosingRules(Events.cappedAt(eventsMax), Duration.ofMinutes(LATENESS));
    }

    private static long minute(long minute) {
        return TEN_O_CLOCK + minute * MINUTE;
    }

    private static Admission admissionOf(
            ClosingRules rules, Interaction last, long watermarkMs, Interaction... before) {
        Visitor visitor = Visitor.NEW;
        for (Interaction one : before) {
            visitor = rules.admit(visitor, one, NO_WATERMARK).after();
        }
        return rules.admit(visitor, last, watermarkMs).admission();
    }

    @Test
    void joinsWhatIsNotFurtherBehindTheWatermarkThanTheLateness() {
        assertThat(admissionOf(RULES, click("hat", 0), minute(0) - 1)).isEqualTo(Admission.JOINED);
        assertThat(admissionOf(RULES, click("hat", 0), minute(0))).isEqualTo(Admission.JOINED_LATE);
        assertThat(admissionOf(RULES, click("hat", 0), minute(LATENESS) - 1)).isEqualTo(Admission.JOINED_LATE);
        assertThat(admissionOf(RULES, click("hat", 0), minute(LATENESS))).isEqualTo(Admission.LATE);
    }

    @Test
    void dropsWhatItHasSeen() {
        assertThat(admissionOf(RULES, click("hat", 0), NO_WATERMARK, click("hat", 0)))
                .isEqualTo(Admission.DUPLICATE);
    }

    @Test
    void suppressesABotUntilItRests() {
        ClosingRules rules = rules(2);
        Interaction[] bot = {click("a", 0), click("b", 1), click("c", 2)};

        assertThat(admissionOf(rules, bot[2], NO_WATERMARK, bot[0], bot[1])).isEqualTo(Admission.SUPPRESSED);
        assertThat(admissionOf(rules, click("d", 2 + GAP - 1), NO_WATERMARK, bot))
                .isEqualTo(Admission.SUPPRESSED);
        assertThat(admissionOf(rules, click("d", 2 + GAP), NO_WATERMARK, bot)).isEqualTo(Admission.JOINED);
    }

    @Test
    void closesASessionOnceNothingCanJoinItAnyMore() {
        List<Interaction> session = List.of(click("hat", 0), purchase("scarf", 10));
        long completeAtMs = minute(10 + GAP + LATENESS);

        ClosingRules.Look before = RULES.look(session, completeAtMs - 1);
        assertThat(before.closed()).isEmpty();
        assertThat(before.open()).isEqualTo(session);
        assertThat(before.looksAtMs()).isEqualTo(completeAtMs);

        ClosingRules.Look after = RULES.look(session, completeAtMs);
        assertThat(after.closed()).singleElement().satisfies(closed -> {
            assertThat(closed.interactions()).isEqualTo(session);
            assertThat(closed.startMs()).isEqualTo(minute(0));
            assertThat(closed.endMs()).isEqualTo(minute(10));
        });
        assertThat(after.open()).isEmpty();
        assertThat(after.looksAtMs()).isEqualTo(Visitor.NEVER);
    }

    @Test
    void keepsTheSessionThatGoesOn() {
        ClosingRules.Look look = RULES.look(List.of(click("hat", 0), click("coat", 33)), minute(GAP + LATENESS));

        assertThat(look.closed())
                .singleElement()
                .satisfies(closed -> assertThat(closed.interactions()).containsExactly(click("hat", 0)));
        assertThat(look.open()).containsExactly(click("coat", 33));
        assertThat(look.looksAtMs()).isEqualTo(minute(33 + GAP + LATENESS));
    }

    @Test
    void joinsTwoSessionsByWhatComesLate() {
        List<Interaction> arrived = List.of(click("hat", 0), click("coat", 33), click("scarf", 29));

        assertThat(RULES.look(arrived, Long.MAX_VALUE).closed())
                .singleElement()
                .satisfies(closed -> assertThat(closed.interactions())
                        .containsExactly(click("hat", 0), click("scarf", 29), click("coat", 33)));
    }

    @Test
    void countsARepeatThatOnlyTheOrderShows() {
        Interaction again = withId(click("hat", 0).eventId(), click("hat", 0));
        List<Interaction> arrived = List.of(click("hat", 0), click("coat", 1), again);

        ClosingRules.Look look = RULES.look(arrived, Long.MAX_VALUE);

        assertThat(look.duplicates()).isEqualTo(1);
        assertThat(look.closed().get(0).interactions()).containsExactly(click("hat", 0), click("coat", 1));
    }

    @Test
    void closesASessionThatNamesItselfInPartsOfOneName() {
        Interaction before = inSession("s1", click("hat", 0));
        Interaction after = inSession("s1", click("coat", 60));

        assertThat(RULES.look(List.of(before), minute(GAP + LATENESS))
                        .closed()
                        .get(0)
                        .sessionId())
                .isEqualTo(RULES.look(List.of(after), Long.MAX_VALUE)
                        .closed()
                        .get(0)
                        .sessionId())
                .isEqualTo("s1");
    }

    @Test
    void makesTheSessionsOfTheLogWhateverTheOrderOfArrival() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<Interaction> events = new ArrayList<>();
            long atMinute = 0;
            for (int i = 0; i < 60; i++) {
                atMinute += random.nextInt(5) == 0 ? GAP - 3 + random.nextInt(6) : 1 + random.nextInt(3);
                events.add(click("item" + i, atMinute));
            }
            List<ClosedSession> expected = SessionLog.cut(events, RULES.session());

            assertThat(replayed(events, random)).as("seed " + seed).isEqualTo(expected);
        }
    }

    /** What is closed when the events come up to the lateness out of order, and are looked at as an operator does. */
    private static List<ClosedSession> replayed(List<Interaction> events, Random random) {
        List<Interaction> left = new ArrayList<>(events);
        List<Interaction> open = new ArrayList<>();
        List<ClosedSession> closed = new ArrayList<>();
        Visitor visitor = Visitor.NEW;
        long watermarkMs = NO_WATERMARK;
        while (!left.isEmpty()) {
            long oldestMs = left.get(0).timestampMs();
            List<Interaction> next = left.stream()
                    .filter(one -> one.timestampMs() < oldestMs + LATENESS * MINUTE)
                    .toList();
            Interaction arriving = next.get(random.nextInt(next.size()));
            left.remove(arriving);
            ClosingRules.Admitted admitted = RULES.admit(visitor, arriving, watermarkMs);
            assertThat(admitted.admission().isInASession()).isTrue();
            visitor = admitted.after();
            open.add(arriving);
            watermarkMs = Math.max(watermarkMs, oldestMs + random.nextInt((int) (LATENESS * MINUTE)));
            if (visitor.looksAtMs() <= watermarkMs) {
                ClosingRules.Look look = RULES.look(open, watermarkMs);
                closed.addAll(look.closed());
                open = new ArrayList<>(look.open());
                visitor = visitor.lookedAt(look.looksAtMs());
            }
        }
        closed.addAll(RULES.look(open, Long.MAX_VALUE).closed());
        return closed;
    }

    @Test
    void refusesALatenessThatWouldKeepSessionsOpenForWeeks() {
        assertThatThrownBy(() -> new ClosingRules(Events.SETTINGS, Duration.ofDays(8)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("segue.sessions.lateness is PT192H, but must be within [0 s, 7 d]");
    }
}
