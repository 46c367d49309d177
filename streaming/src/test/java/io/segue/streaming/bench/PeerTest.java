package io.segue.streaming.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTest {
    @Test
    void readsTheLastLineThatSaysHowFast() throws Exception {
        Peer peer = new Peer("echo '{\"events_per_s\": 1}'; echo \"{\\\"events_per_s\\\": $SEGUE_EVENTS}\"; echo done");

        assertThat(peer.run(Map.of("SEGUE_EVENTS", "2500"))).isEqualTo(2_500);
    }

    @Test
    void passesOverWhatIsNoResult() {
        assertThat(Peer.eventsPerSecond("loading\n{\"events\": 3}\n[1]\n{\"events_per_s\": \"fast\"}\n"))
                .isEmpty();
    }

    @Test
    void failsWithThePeer() {
        assertThatThrownBy(() -> new Peer("exit 3").run(Map.of())).hasMessageContaining("ended with 3");
        assertThatThrownBy(() -> new Peer("echo nothing").run(Map.of())).hasMessageContaining("events_per_s");
    }
}
