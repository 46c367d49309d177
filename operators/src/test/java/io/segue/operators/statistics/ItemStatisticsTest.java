package io.segue.operators.statistics;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.click;
import static io.segue.operators.fixture.Interactions.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.operators.fixture.Backend;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemActivityChanged;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.Item;
import io.segue.state.item.ItemContent;
import io.segue.state.live.HalfLives;
import io.segue.state.live.ItemActivity;
import io.segue.state.popularity.DecayedMass;
import io.segue.state.serialization.SegueTypes;
import io.segue.state.settings.InvalidOptionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ItemStatisticsTest {
    private static final HalfLives HALF_LIVES =
            new HalfLives(Duration.ofMinutes(10), Duration.ofHours(2), Duration.ofDays(1));
    private static final Duration TTL = Duration.ofDays(7);
    private static final Item CAP = new Item("cap", true, new ItemContent("caps", "Acme", 10, "Cap"));
    private static final long INTERVAL_MS = 1_000;
    private static final ItemStatisticsSettings SETTINGS =
            new ItemStatisticsSettings(HALF_LIVES, Duration.ofMillis(INTERVAL_MS), TTL);

    @Test
    void addsUpEventsThatWeighHalfAfterAHalfLife() throws Exception {
        try (var statistics = start(Backend.HEAP)) {
            say(statistics, view("ann", "shoe", at(0)), view("bob", "shoe", at(10)), click("cid", "hat", at(10)));
            statistics.setProcessingTime(INTERVAL_MS);

            Map<String, ItemActivity> announced = announced(statistics);
            assertThat(countAt(announced.get("shoe"), at(10))).isBetween(1.4999, 1.5001);
            assertThat(countAt(announced.get("shoe"), at(20))).isBetween(0.7499, 0.7501);
            assertThat(countAt(announced.get("hat"), at(10))).isBetween(0.9999, 1.0001);
        }
    }

    @Test
    void weighsAnEventByItsTimeAndNotByItsArrival() throws Exception {
        try (var statistics = start(Backend.HEAP)) {
            say(statistics, view("ann", "shoe", at(10)), view("bob", "shoe", at(0)));
            say(statistics, view("ann", "hat", at(0)), view("bob", "hat", at(10)));
            statistics.setProcessingTime(INTERVAL_MS);

            Map<String, ItemActivity> announced = announced(statistics);
            assertThat(countAt(announced.get("shoe"), at(10))).isBetween(1.4999, 1.5001);
            assertThat(countAt(announced.get("hat"), at(10))).isBetween(1.4999, 1.5001);
        }
    }

    @Test
    void countsAtThreeSpeedsAndRemembersFirstAndLast() throws Exception {
        try (var statistics = start(Backend.HEAP)) {
            say(statistics, view("ann", "shoe", at(120)), view("bob", "shoe", at(0)));
            statistics.setProcessingTime(INTERVAL_MS);

            ItemActivity shoe = Objects.requireNonNull(announced(statistics).get("shoe"));
            assertThat(shoe)
                    .isEqualTo(ItemActivity.NONE.plus(at(120), HALF_LIVES).plus(at(0), HALF_LIVES));
            assertThat(shoe.firstSeenMs()).isEqualTo(at(0));
            assertThat(shoe.lastSeenMs()).isEqualTo(at(120));
            assertThat(DecayedMass.countAt(
                            shoe.counts().log2Medium(),
                            at(120),
                            HALF_LIVES.medium().toMillis()))
                    .isBetween(1.4999, 1.5001);
        }
    }

    @Test
    void passesOnAtOnceWhatTheCatalogueSays() throws Exception {
        try (var statistics = start(Backend.HEAP)) {
            tell(statistics, CAP, new Item("hat", false));

            assertThat(statistics.extractOutputValues())
                    .containsExactly(new ItemChanged(CAP), new ItemChanged(new Item("hat", false)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysAgainAfterARestoreWhatTheItemsAre(Backend backend) throws Exception {
        OperatorSubtaskState checkpoint;
        Item gone = new Item("gone", false, CAP.content());
        try (var statistics = start(backend)) {
            tell(statistics, CAP, new Item("hat", true), new Item("old", true, CAP.content()), gone);
            tell(statistics, new Item("old", false));
            checkpoint = statistics.snapshot(1, 0);
        }

        try (var statistics = restore(backend, checkpoint)) {
            statistics.setProcessingTime(INTERVAL_MS);

            assertThat(statistics.extractOutputValues())
                    .as("those with content; that others are withdrawn their readers know")
                    .containsExactlyInAnyOrder(new ItemChanged(CAP), new ItemChanged(gone));
        }
    }

    @Test
    void announcesOnceAnIntervalWhatChangedInIt() throws Exception {
        try (var statistics = start(Backend.HEAP)) {
            say(statistics, view("ann", "shoe", at(0)), view("bob", "shoe", at(0)), view("ann", "hat", at(0)));
            statistics.setProcessingTime(INTERVAL_MS - 1);
            assertThat(announced(statistics)).isEmpty();
            statistics.setProcessingTime(INTERVAL_MS);
            assertThat(announced(statistics)).containsOnlyKeys("shoe", "hat");

            say(statistics, view("bob", "hat", at(1)));
            statistics.setProcessingTime(2 * INTERVAL_MS);
            assertThat(announced(statistics)).containsOnlyKeys("hat");

            statistics.setProcessingTime(3 * INTERVAL_MS);
            assertThat(announced(statistics)).as("nothing happened").isEmpty();
            assertThat(statistics.getProcessingTimeService().getNumActiveTimers())
                    .isOne();
        }
    }

    @Test
    void announcesTheRestAtTheEndOfInput() throws Exception {
        try (var statistics = start(Backend.HEAP)) {
            say(statistics, view("ann", "shoe", at(0)));

            statistics.getOperator().finish();

            assertThat(announced(statistics)).containsOnlyKeys("shoe");
        }
    }

    @ParameterizedTest
    @EnumSource
    void announcesEveryItemOnceAfterARestore(Backend backend) throws Exception {
        OperatorSubtaskState checkpoint = checkpointOf(backend, 1_000);

        try (var statistics = restore(backend, checkpoint)) {
            say(statistics, view("cid", "item7", at(0)), view("cid", "newcomer", at(0)));
            statistics.setProcessingTime(INTERVAL_MS);

            Map<String, ItemActivity> announced = announced(statistics);
            assertThat(announced).hasSize(1_001).containsKey("newcomer");
            assertThat(countAt(announced.get("item3"), at(0))).isBetween(0.9999, 1.0001);
            assertThat(countAt(announced.get("item7"), at(0)))
                    .as("with the event since")
                    .isBetween(1.9999, 2.0001);

            statistics.setProcessingTime(2 * INTERVAL_MS);
            assertThat(announced(statistics)).as("only once").isEmpty();
        }
    }

    /** Else a reader with too many items would forget the wrong ones. */
    @ParameterizedTest
    @EnumSource
    void announcesWhatWasSeenLastAtTheEndAfterARestore(Backend backend) throws Exception {
        OperatorSubtaskState checkpoint;
        try (var statistics = start(backend)) {
            for (int i = 0; i < 50; i++) {
                say(statistics, view("ann", "item" + i, at(i * 7 % 50)));
            }
            checkpoint = statistics.snapshot(1, 0);
        }

        try (var statistics = restore(backend, checkpoint)) {
            statistics.setProcessingTime(1);

            assertThat(statistics.extractOutputValues())
                    .extracting(message ->
                            ((ItemActivityChanged) message).activity().lastSeenMs())
                    .hasSize(50)
                    .isSorted();
        }
    }

    /** Else a reader would take every item for one that nobody has seen yet. */
    @ParameterizedTest
    @EnumSource
    void announcesWhatHappenedToAnItemBeforeItsContentAfterARestore(Backend backend) throws Exception {
        OperatorSubtaskState checkpoint;
        try (var statistics = start(backend)) {
            say(statistics, view("ann", "cap", at(0)));
            tell(statistics, CAP);
            checkpoint = statistics.snapshot(1, 0);
        }

        try (var statistics = restore(backend, checkpoint)) {
            statistics.setProcessingTime(1);

            assertThat(statistics.extractOutputValues())
                    .hasExactlyElementsOfTypes(ItemActivityChanged.class, ItemChanged.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void announcesNoForgottenItemAfterARestore(Backend backend) throws Exception {
        OperatorSubtaskState checkpoint = checkpointOf(backend, 1_000);

        try (var statistics = unopened(backend)) {
            statistics.setStateTtlProcessingTime(TTL.toMillis() + 1);
            statistics.initializeState(checkpoint);
            statistics.open();
            say(statistics, view("ann", "item7", at(0)));
            statistics.setProcessingTime(INTERVAL_MS);

            assertThat(announced(statistics)).containsOnlyKeys("item7");
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsAnItemAnewThatWasIdleForTheTtl(Backend backend) throws Exception {
        try (var statistics = start(backend)) {
            say(statistics, view("ann", "shoe", at(0)), view("ann", "hat", at(0)));
            statistics.setStateTtlProcessingTime(TTL.toMillis() + 1);

            say(statistics, view("bob", "shoe", at(0)));
            statistics.setProcessingTime(INTERVAL_MS);

            assertThat(countAt(announced(statistics).get("shoe"), at(0))).isBetween(0.9999, 1.0001);
        }
    }

    @Test
    void refusesSettingsOutOfBounds() {
        assertThatThrownBy(() -> new ItemStatisticsSettings(HALF_LIVES, Duration.ofDays(1), TTL))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.live.emit.interval is PT24H");
        assertThatThrownBy(() -> new ItemStatisticsSettings(HALF_LIVES, Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.live.items.ttl is PT0S");
    }

    private static OperatorSubtaskState checkpointOf(Backend backend, int items) throws Exception {
        try (var statistics = start(backend)) {
            for (int i = 0; i < items; i++) {
                say(statistics, view("ann", "item" + i, at(0)));
            }
            return statistics.snapshot(1, 0);
        }
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Interaction, Item, ControlMessage> start(
            Backend backend) throws Exception {
        var statistics = unopened(backend);
        statistics.open();
        return statistics;
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Interaction, Item, ControlMessage> restore(
            Backend backend, OperatorSubtaskState checkpoint) throws Exception {
        var statistics = unopened(backend);
        statistics.initializeState(checkpoint);
        statistics.open();
        return statistics;
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Interaction, Item, ControlMessage> unopened(
            Backend backend) throws Exception {
        var statistics = new KeyedTwoInputStreamOperatorTestHarness<>(
                new ItemStatistics(SETTINGS), Interaction::itemId, Item::itemId, Types.STRING);
        statistics.setStateBackend(backend.create());
        statistics.setup(SegueTypes.CONTROL.createSerializer(new SerializerConfigImpl()));
        return statistics;
    }

    private static void say(
            KeyedTwoInputStreamOperatorTestHarness<String, Interaction, Item, ControlMessage> statistics,
            Interaction... interactions)
            throws Exception {
        for (Interaction interaction : interactions) {
            statistics.processElement1(interaction, interaction.timestampMs());
        }
    }

    private static void tell(
            KeyedTwoInputStreamOperatorTestHarness<String, Interaction, Item, ControlMessage> statistics, Item... items)
            throws Exception {
        for (Item item : items) {
            statistics.processElement2(item, 0);
        }
    }

    /** What was announced since the last call; each item at most once. */
    private static Map<String, ItemActivity> announced(
            KeyedTwoInputStreamOperatorTestHarness<String, Interaction, Item, ControlMessage> statistics) {
        List<ControlMessage> messages = new ArrayList<>(statistics.extractOutputValues());
        statistics.getOutput().clear();
        Map<String, ItemActivity> activities = new HashMap<>();
        for (ControlMessage message : messages) {
            ItemActivityChanged changed = (ItemActivityChanged) message;
            assertThat(activities.put(changed.itemId(), changed.activity()))
                    .as("announced twice: " + changed.itemId())
                    .isNull();
        }
        return activities;
    }

    private static double countAt(@Nullable ItemActivity activity, long nowMs) {
        return DecayedMass.countAt(
                Objects.requireNonNull(activity).counts().log2Fast(),
                nowMs,
                HALF_LIVES.fast().toMillis());
    }
}
