package io.segue.state.session;

import static io.segue.state.session.Events.MINUTE;
import static io.segue.state.session.Events.NO_WATERMARK;
import static io.segue.state.session.Events.SETTINGS;
import static io.segue.state.session.Events.TEN_O_CLOCK;
import static io.segue.state.session.Events.after;
import static io.segue.state.session.Events.at;
import static io.segue.state.session.Events.cappedAt;
import static io.segue.state.session.Events.click;
import static io.segue.state.session.Events.inSession;
import static io.segue.state.session.Events.itemsOf;
import static io.segue.state.session.Events.purchase;
import static io.segue.state.session.Events.withId;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SessionRulesTest {
    private static final long FAR_AHEAD = Long.MAX_VALUE;

    private final SessionRules rules = new SessionRules(SETTINGS);

    @Test
    void answersAUserNeverSeenBefore() {
        SessionStep step = rules.apply(UserState.NEW, click("hat", 0), NO_WATERMARK);

        assertThat(step.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(step.before().isNew())
                .as("the session is open before its first event")
                .isFalse();
        assertThat(step.before().tail().isEmpty()).isTrue();
        assertThat(itemsOf(step.after().tail())).containsExactly("hat");
        assertThat(step.after().eventsCount()).isEqualTo(1);
        assertThat(step.after().newestTimestampMs()).isEqualTo(TEN_O_CLOCK);
    }

    @Nested
    class ASessionWithoutAName {
        @Test
        void isCalledAfterTheEventThatOpenedIt() {
            UserState user = after(SETTINGS, click("hat", 0), click("scarf", 5));

            assertThat(user.sessionId()).isEqualTo("ann@" + TEN_O_CLOCK);
        }

        @Test
        void goesOnUntilTheGapHasPassed() {
            UserState user = after(SETTINGS, click("hat", 0), at("scarf", InteractionType.CLICK, gapAfterTen() - 1));

            assertThat(itemsOf(user.tail())).containsExactly("hat", "scarf");
        }

        @Test
        void isOverWhenTheGapHasPassed() {
            UserState user = after(SETTINGS, click("hat", 0), at("scarf", InteractionType.CLICK, gapAfterTen()));

            assertThat(user.sessionId()).isEqualTo("ann@" + gapAfterTen());
            assertThat(itemsOf(user.tail())).containsExactly("scarf");
            assertThat(user.eventsCount()).isEqualTo(1);
        }

        @Test
        void countsTheGapFromTheNewestEventNotFromTheLastOne() {
            UserState user = after(SETTINGS, click("hat", 0), click("scarf", 20), click("glove", 5), click("coat", 49));

            assertThat(user.eventsCount()).isEqualTo(4);
        }

        @Test
        void takesInAnEventOutOfOrderWhereItArrives() {
            UserState user = after(SETTINGS, click("hat", 0), click("scarf", 20), click("glove", 5));

            assertThat(itemsOf(user.tail())).containsExactly("hat", "scarf", "glove");
            assertThat(user.newestTimestampMs()).as("never goes back").isEqualTo(TEN_O_CLOCK + 20 * MINUTE);
        }

        @Test
        void takesInAnEventFromFarBackThatIsNotLateYet() {
            UserState user = after(SETTINGS, click("hat", 0), click("scarf", -300));

            assertThat(user.sessionId()).isEqualTo("ann@" + TEN_O_CLOCK);
            assertThat(user.eventsCount()).isEqualTo(2);
        }

        private long gapAfterTen() {
            return TEN_O_CLOCK + Events.GAP.toMillis();
        }
    }

    @Nested
    class ASessionWithAName {
        @Test
        void goesOnHoweverLongItWasIdle() {
            UserState user =
                    after(SETTINGS, inSession("s1", click("hat", 0)), inSession("s1", click("scarf", 24 * 60)));

            assertThat(user.sessionId()).isEqualTo("s1");
            assertThat(user.eventsCount()).isEqualTo(2);
        }

        @Test
        void endsWithTheFirstEventOfAnother() {
            UserState user = after(SETTINGS, inSession("s1", click("hat", 0)), inSession("s2", click("scarf", 1)));

            assertThat(user.sessionId()).isEqualTo("s2");
            assertThat(itemsOf(user.tail())).containsExactly("scarf");
        }

        @Test
        void startsAnewWhenTwoTakeTurns() {
            UserState user = after(
                    SETTINGS,
                    inSession("phone", click("hat", 0)),
                    inSession("laptop", click("scarf", 1)),
                    inSession("phone", click("glove", 2)));

            assertThat(user.sessionId()).isEqualTo("phone");
            assertThat(itemsOf(user.tail())).as("one open session a user").containsExactly("glove");
        }

        @Test
        void takesInAnEventWithoutANameWithinTheGap() {
            UserState user = after(SETTINGS, inSession("s1", click("hat", 0)), click("scarf", 29));

            assertThat(user.sessionId()).isEqualTo("s1");
            assertThat(user.eventsCount()).isEqualTo(2);
        }

        @Test
        void isOverForAnEventWithoutANameAfterTheGap() {
            UserState user = after(SETTINGS, inSession("s1", click("hat", 0)), click("scarf", 30));

            assertThat(user.sessionId()).isEqualTo("ann@" + (TEN_O_CLOCK + 30 * MINUTE));
        }

        @Test
        void endsTheOneWithoutAName() {
            UserState user = after(SETTINGS, click("hat", 0), inSession("s1", click("scarf", 1)));

            assertThat(user.sessionId()).isEqualTo("s1");
            assertThat(user.tail().events()).hasSize(1);
        }
    }

    @Nested
    class ANewSession {
        @Test
        void beginsWithWhatTheOldOneLeftBehind() {
            HiddenState left = new HiddenState("v1", new float[] {1});
            UserState old = after(SETTINGS, purchase("hat", 0)).answered(left);

            SessionStep step = rules.apply(old, click("glove", 45), NO_WATERMARK);

            assertThat(step.before().hidden()).isEqualTo(left);
            assertThat(step.before().tail()).isEqualTo(SessionTail.EMPTY);
        }

        @Test
        void remembersWhichEventsWereSeen() {
            Interaction bought = purchase("hat", 0);
            UserState old = after(SETTINGS, bought);

            UserState user = rules.apply(old, click("glove", 45), NO_WATERMARK).after();

            assertThat(user.recentEventIds().contains(bought.eventId())).isTrue();
        }
    }

    @Nested
    class ALateEvent {
        private final UserState user = after(SETTINGS, click("hat", 0), click("scarf", 90));

        @Test
        void isBehindTheStreamAndBehindItsUser() {
            SessionStep step = rules.apply(user, click("glove", 29), FAR_AHEAD);

            assertThat(step.outcome()).isEqualTo(Outcome.LATE);
        }

        @Test
        void changesNothing() {
            SessionStep step = rules.apply(user, click("glove", 29), FAR_AHEAD);

            assertThat(step.before()).isSameAs(user);
            assertThat(step.after()).isSameAs(user);
        }

        @Test
        void isNotLateWhenOnlyTheStreamIsAhead() {
            SessionStep step = rules.apply(user, click("glove", 31), FAR_AHEAD);

            assertThat(step.outcome()).isEqualTo(Outcome.ANSWERED);
        }

        @Test
        void isNotLateWhenOnlyItsUserIsAhead() {
            SessionStep step = rules.apply(user, click("glove", -500), NO_WATERMARK);

            assertThat(step.outcome()).isEqualTo(Outcome.ANSWERED);
        }

        @Test
        void isNotLateAtTheVeryLateness() {
            assertThat(rules.apply(user, click("glove", 30), FAR_AHEAD).outcome())
                    .isEqualTo(Outcome.ANSWERED);

            long justBefore = TEN_O_CLOCK + 30 * MINUTE - 1;
            assertThat(rules.apply(user, at("glove", InteractionType.CLICK, justBefore), FAR_AHEAD)
                            .outcome())
                    .isEqualTo(Outcome.LATE);
        }

        @Test
        void isMeasuredAgainstTheClockThatIsLessFarAhead() {
            long watermark = TEN_O_CLOCK + 60 * MINUTE;

            assertThat(rules.apply(user, click("glove", 0), watermark).outcome())
                    .isEqualTo(Outcome.ANSWERED);
            assertThat(rules.apply(user, click("glove", -1), watermark).outcome())
                    .isEqualTo(Outcome.LATE);
        }

        @Test
        void isNeverTheFirstOfItsUser() {
            SessionStep step = rules.apply(UserState.NEW, click("hat", -5_000), FAR_AHEAD);

            assertThat(step.outcome()).isEqualTo(Outcome.ANSWERED);
        }
    }

    @Nested
    class ADuplicate {
        @Test
        void changesNothing() {
            UserState user = after(SETTINGS, click("hat", 0), click("scarf", 1));

            SessionStep step = rules.apply(user, click("hat", 0), NO_WATERMARK);

            assertThat(step.outcome()).isEqualTo(Outcome.DUPLICATE);
            assertThat(step.before()).isSameAs(user);
            assertThat(step.after()).isSameAs(user);
        }

        @Test
        void isADuplicateBeforeItIsLate() {
            UserState user = after(SETTINGS, click("hat", 0), click("scarf", 90));

            assertThat(rules.apply(user, click("hat", 0), FAR_AHEAD).outcome()).isEqualTo(Outcome.DUPLICATE);
        }

        @Test
        void isKnownByItsIdAlone() {
            UserState user = after(SETTINGS, withId("e1", click("hat", 0)));

            assertThat(rules.apply(user, withId("e1", purchase("scarf", 7)), NO_WATERMARK)
                            .outcome())
                    .isEqualTo(Outcome.DUPLICATE);
        }

        @Test
        void isKnownAcrossSessions() {
            UserState user = after(SETTINGS, withId("e1", click("hat", 0)), click("scarf", 45));

            assertThat(rules.apply(user, withId("e1", click("hat", 46)), NO_WATERMARK)
                            .outcome())
                    .isEqualTo(Outcome.DUPLICATE);
        }

        @Test
        void isAnsweredOnceItsIdIsForgotten() {
            UserState user =
                    after(SETTINGS, withId("e1", click("hat", 0)), click("a", 1), click("b", 2), click("c", 3));

            assertThat(rules.apply(user, withId("e1", click("hat", 0)), NO_WATERMARK)
                            .outcome())
                    .as("three ids are remembered")
                    .isEqualTo(Outcome.ANSWERED);
        }
    }

    @Nested
    class ASessionOverTheCap {
        private final SessionRules capped = new SessionRules(cappedAt(2));
        private final UserState full = after(cappedAt(2), click("hat", 0), purchase("scarf", 1));

        @Test
        void isAnsweredUpToTheCap() {
            assertThat(capped.apply(after(cappedAt(2), click("hat", 0)), click("scarf", 1), NO_WATERMARK)
                            .outcome())
                    .isEqualTo(Outcome.ANSWERED);
            assertThat(capped.apply(full, click("glove", 2), NO_WATERMARK).outcome())
                    .isEqualTo(Outcome.SUPPRESSED);
        }

        @Test
        void learnsNothingMore() {
            UserState user =
                    capped.apply(full, purchase("glove", 2), NO_WATERMARK).after();

            assertThat(user.tail()).isEqualTo(full.tail());
            assertThat(user.eventsCount()).isEqualTo(3);
        }

        @Test
        void stillFindsDuplicates() {
            UserState user = capped.apply(full, click("glove", 2), NO_WATERMARK).after();

            assertThat(capped.apply(user, click("glove", 2), NO_WATERMARK).outcome())
                    .isEqualTo(Outcome.DUPLICATE);
        }

        @Test
        void staysOpenForAsLongAsItsUserDoesNotPause() {
            UserState user = full;
            for (int i = 1; i <= 10; i++) {
                SessionStep step = capped.apply(user, click("glove", 1 + 29 * i), NO_WATERMARK);
                assertThat(step.outcome()).as("event %s", i).isEqualTo(Outcome.SUPPRESSED);
                user = step.after();
            }
            assertThat(user.sessionId()).isEqualTo(full.sessionId());
        }

        @Test
        void isNotEscapedByOtherSessionIds() {
            UserState user = UserState.NEW;
            for (int i = 0; i < 20; i++) {
                SessionStep step = capped.apply(user, inSession("s" + i % 2, click("glove", i)), NO_WATERMARK);
                assertThat(step.outcome()).as("event %s", i).isEqualTo(i < 2 ? Outcome.ANSWERED : Outcome.SUPPRESSED);
                user = step.after();
            }
        }

        @Test
        void isFollowedByASessionThatIsAnswered() {
            UserState user =
                    capped.apply(full, click("glove", 20), NO_WATERMARK).after();

            SessionStep next = capped.apply(user, click("coat", 50), NO_WATERMARK);

            assertThat(next.outcome()).isEqualTo(Outcome.ANSWERED);
            assertThat(next.after().sessionId()).isNotEqualTo(full.sessionId());
            assertThat(next.after().eventsCount()).isEqualTo(1);
        }
    }

    @Test
    void keepsItsInvariantsWhateverArrives() {
        long seed = 20261122;
        Random random = new Random(seed);
        SessionSettings settings = new SessionSettings(Events.GAP, 3, 8, 5, Events.LATENESS);
        SessionRules anyRules = new SessionRules(settings);
        UserState user = UserState.NEW;
        List<Interaction> sent = new ArrayList<>();
        long watermark = TEN_O_CLOCK;
        for (int i = 0; i < 5_000; i++) {
            Interaction event = anyEvent(random, sent, i);
            sent.add(event);
            watermark = Math.max(watermark, event.timestampMs() - random.nextInt(5) * 10L * MINUTE);

            SessionStep step = anyRules.apply(user, event, watermark);

            String replay = "seed %s, event %s: %s".formatted(seed, i, event);
            UserState next = step.after();
            assertThat(next.newestTimestampMs()).as(replay).isGreaterThanOrEqualTo(user.newestTimestampMs());
            assertThat(next.tail().events()).as(replay).hasSizeBetween(0, 3);
            assertThat(next.recentEventIds().size()).as(replay).isBetween(1, 5);
            assertThat(next.isNew()).as(replay).isFalse();
            assertThat(step.outcome() == Outcome.ANSWERED)
                    .as(replay)
                    .isEqualTo(next.eventsCount() <= 8 && !next.equals(user));
            if (step.outcome() == Outcome.ANSWERED) {
                assertThat(user.place().isBefore(next.place())).as(replay).isTrue();
                assertThat(next.place().isBefore(user.place())).as(replay).isFalse();
            }
            user = next;
        }
    }

    private static Interaction anyEvent(Random random, List<Interaction> sent, int i) {
        if (!sent.isEmpty() && random.nextInt(10) == 0) {
            return sent.get(Math.max(0, sent.size() - 1 - random.nextInt(8)));
        }
        InteractionType type = InteractionType.ofOrdinal(random.nextInt(InteractionType.count()));
        long timestampMs = TEN_O_CLOCK + i * MINUTE + (random.nextInt(200) - 100) * MINUTE;
        Interaction event = at("item" + random.nextInt(6), type, timestampMs);
        Interaction named = random.nextInt(3) == 0 ? inSession("s" + i / 20, event) : event;
        return withId("e" + i, named);
    }
}
