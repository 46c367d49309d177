package io.segue.state.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.release.Lineage;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Withdrawal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ReleaseSerializerTest extends SerializerContract<Release> {
    static final String GOLDEN_HEX = "8b02" // 267 bytes of JSON
            + hex(("{\"name\":\"gru\",\"version\":\"v1\",\"state\":\"champion\",\"uri\":\"file:///m\","
                            + "\"sha256\":\"abababababababababababababababababababababababababababababababab\","
                            + "\"trainedUntil\":1795305600000,\"metrics\":{\"mrr@20\":0.25,\"recall@20\":0.5},"
                            + "\"gate\":{\"verdict\":\"better\"},\"createdAt\":1795321867000}")
                    .getBytes(UTF_8));
    static final Release GOLDEN = release(
            "gru", ReleaseState.CHAMPION, Map.of("recall@20", 0.5, "mrr@20", 0.25), Map.of("verdict", "better"));

    static final String FULL_GOLDEN_HEX = "9403" // 404 bytes of JSON
            + hex(("{\"name\":\"gru\",\"version\":\"v1\",\"state\":\"retired\",\"uri\":\"file:///m\","
                            + "\"sha256\":\"abababababababababababababababababababababababababababababababab\","
                            + "\"trainedUntil\":1795305600000,\"metrics\":{},\"gate\":{},\"createdAt\":1795321867000,"
                            + "\"lineage\":{\"dataFrom\":1795132800000,\"sessions\":1200,\"events\":9000,"
                            + "\"parentVersion\":\"v0\",\"gitRevision\":\"8de90ea\",\"options\":{\"epochs\":\"5\"}},"
                            + "\"reason\":\"superseded by v2\",\"supersededBy\":\"v2\"}")
                    .getBytes(UTF_8));
    static final Release FULL_GOLDEN = new Release(
            "gru",
            "v1",
            ReleaseState.RETIRED,
            "file:///m",
            "ab".repeat(32),
            1_795_305_600_000L,
            Map.of(),
            Map.of(),
            1_795_321_867_000L,
            new Lineage(1_795_132_800_000L, 1_200, 9_000, "v0", "8de90ea", Map.of("epochs", "5")),
            "superseded by v2",
            "v2");

    @Override
    VersionedSerializer<Release> serializer() {
        return new ReleaseSerializer();
    }

    @Override
    Map<String, Release> golden() {
        return Map.of(GOLDEN_HEX, GOLDEN, FULL_GOLDEN_HEX, FULL_GOLDEN);
    }

    @Override
    List<Release> edgeCases() {
        Map<String, Double> metrics = new TreeMap<>();
        Map<String, String> gate = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            metrics.put("recall@" + i, i / 3.0);
            gate.put("größe " + i, "😀 \" \\ \n");
        }
        return List.of(
                release("g", ReleaseState.CANDIDATE, Map.of(), Map.of()),
                release(
                        "商".repeat(256),
                        ReleaseState.REJECTED,
                        Map.of("", -0.0, "x", Double.MIN_VALUE),
                        Map.of("", "")),
                release("larger than a record may be", ReleaseState.RETIRED, metrics, gate));
    }

    @Test
    void refusesARecordThatIsNoRelease() throws IOException {
        DataOutputSerializer written = new DataOutputSerializer(64);
        new ModelRecordSerializer().serialize(new Withdrawal("gru", "v1", 0, "worse"), written);

        assertThatThrownBy(() -> read(written.getCopyOfBuffer()))
                .isInstanceOf(IOException.class)
                .hasMessage("a release in state is another record of model gru");
    }

    private static Release release(
            String name, ReleaseState state, Map<String, Double> metrics, Map<String, String> gate) {
        return new Release(
                name, "v1", state, "file:///m", "ab".repeat(32), 1_795_305_600_000L, metrics, gate, 1_795_321_867_000L);
    }
}
