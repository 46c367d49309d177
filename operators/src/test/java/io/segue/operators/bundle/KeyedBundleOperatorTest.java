package io.segue.operators.bundle;

import static io.segue.operators.fixture.Interactions.at;
import static io.segue.operators.fixture.Interactions.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.operators.fixture.ControlledHarness;
import io.segue.operators.fixture.Subtask;
import io.segue.state.control.ControlMessage;
import io.segue.state.interaction.Interaction;
import io.segue.state.settings.InvalidOptionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

class KeyedBundleOperatorTest {
    private static final long LINGER_MS = 50;
    private static final Interaction SHOE = view("ann", "shoe", at(0));
    private static final Interaction HAT = view("bob", "hat", at(1));
    private static final Interaction SOCK = view("ann", "sock", at(2));
    private static final Interaction BAG = view("cid", "bag", at(3));

    @Test
    void worksOnABundleWhenItIsFull() throws Exception {
        try (var bundles = bundlesOf(3)) {
            bundles.say(SHOE, HAT);
            assertThat(bundles.answers()).as("not full yet").isEmpty();

            bundles.say(BAG, SOCK);
            assertThat(bundles.answers()).containsExactly("ann=shoe bob=hat cid=bag (3 since 0)");
        }
    }

    @Test
    void worksOnABundleWhenItsFirstElementHasLingered() throws Exception {
        try (var bundles = bundlesOf(3)) {
            bundles.say(SHOE);
            bundles.setProcessingTime(LINGER_MS - 1);
            bundles.say(HAT);
            assertThat(bundles.answers()).isEmpty();

            bundles.setProcessingTime(LINGER_MS);
            assertThat(bundles.answers()).containsExactly("ann=shoe bob=hat (2 since 0)");
            assertThat(bundles.timers()).isZero();
        }
    }

    @Test
    void leavesABundleAloneWhenTheTimerOfTheOneBeforeFires() throws Exception {
        try (var bundles = bundlesOf(2)) {
            bundles.say(SHOE, HAT);
            bundles.setProcessingTime(30);
            bundles.say(BAG);
            bundles.answers();

            bundles.setProcessingTime(LINGER_MS);
            assertThat(bundles.answers()).as("the timer of shoe and hat").isEmpty();

            bundles.setProcessingTime(30 + LINGER_MS);
            assertThat(bundles.answers()).containsExactly("cid=bag (1 since 30)");
            assertThat(bundles.timers()).isZero();
        }
    }

    @Test
    void needsNoTimerForBundlesOfOne() throws Exception {
        try (var bundles = bundlesOf(1)) {
            bundles.say(SHOE, SOCK);

            assertThat(bundles.answers()).containsExactly("ann=shoe (1 since 0)", "ann=sock (1 since 0)");
            assertThat(bundles.timers()).isZero();
        }
    }

    @Test
    void worksOnABundleBeforeTheBarrierPasses() throws Exception {
        try (var bundles = bundlesOf(3)) {
            bundles.say(SHOE);

            bundles.prepareSnapshotPreBarrier(1);

            assertThat(bundles.answers()).containsExactly("ann=shoe (1 since 0)");
        }
    }

    @Test
    void worksOnABundleBeforeAWatermarkPasses() throws Exception {
        try (var bundles = bundlesOf(3)) {
            bundles.say(SHOE);

            bundles.watermark(at(5));

            assertThat(bundles.getOutput())
                    .containsExactly(new StreamRecord<>("ann=shoe (1 since 0)"), new Watermark(at(5)));
        }
    }

    @Test
    void worksOnWhatIsLeftAtTheEndOfInput() throws Exception {
        try (var bundles = bundlesOf(3)) {
            bundles.say(SHOE);

            bundles.getOperator().finish();

            assertThat(bundles.answers()).containsExactly("ann=shoe (1 since 0)");
        }
    }

    @Test
    void keepsKeysInOrderOfTheirFirstElementAndTheElementsOfEachInOrder() throws Exception {
        try (var bundles = bundlesOf(4)) {
            bundles.say(BAG, SHOE, HAT, SOCK);

            assertThat(bundles.answers()).containsExactly("cid=bag ann=shoe,sock bob=hat (4 since 0)");
        }
    }

    @Test
    void isSilentWithoutElements() throws Exception {
        try (var bundles = bundlesOf(3)) {
            bundles.checkpoint();
            bundles.watermark(at(5));
            bundles.setProcessingTime(1_000);
            bundles.getOperator().finish();

            assertThat(bundles.answers()).isEmpty();
        }
    }

    @Test
    void refusesABundleWithoutBounds() {
        assertThatThrownBy(() -> new BundleSettings(0, Duration.ofMillis(5)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.bundle.size.max is 0");
        assertThatThrownBy(() -> new BundleSettings(64, Duration.ofMinutes(1)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.bundle.linger is PT1M");
        assertThatThrownBy(() -> new BundleSettings(64, Duration.ZERO))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining("segue.bundle.linger is PT0S");
    }

    private static ControlledHarness<Interaction, String> bundlesOf(int sizeMax) throws Exception {
        BundleSettings settings = new BundleSettings(sizeMax, Duration.ofMillis(LINGER_MS));
        ControlledHarness<Interaction, String> harness = new ControlledHarness<>(
                new Telling(settings), StringSerializer.INSTANCE, ControlledHarness.Input.INTERACTIONS, Subtask.ONLY);
        harness.open();
        return harness;
    }

    /** Tells what is in each bundle. */
    private static final class Telling extends KeyedBundleOperator<Interaction, ControlMessage, String> {
        private static final long serialVersionUID = 1L;

        Telling(BundleSettings settings) {
            super(settings);
        }

        @Override
        protected void processBundle(Map<Object, List<Interaction>> bundle, int size, long openedAtMs) {
            StringJoiner words = new StringJoiner(" ");
            bundle.forEach((userId, interactions) -> words.add(userId + "="
                    + String.join(
                            ",", interactions.stream().map(Interaction::itemId).toList())));
            words.add("(" + size + " since " + openedAtMs + ")");
            output.collect(new StreamRecord<>(words.toString()));
        }

        @Override
        public void processElement2(StreamRecord<ControlMessage> element) {}
    }
}
