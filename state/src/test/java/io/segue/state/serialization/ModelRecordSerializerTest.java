package io.segue.state.serialization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.release.Delta;
import io.segue.state.release.Experiment;
import io.segue.state.release.ModelPointer;
import io.segue.state.release.ModelRecord;
import io.segue.state.release.Variant;
import io.segue.state.release.VariantList;
import io.segue.state.release.VariantModel;
import io.segue.state.release.VariantModel.Pinned;
import io.segue.state.release.Withdrawal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelRecordSerializerTest extends SerializerContract<ModelRecord> {
    static final Delta DELTA =
            new Delta("gru", "v1", 17, 16, "file:///d", "ab".repeat(32), 1_795_305_600_000L, 1_795_305_660_000L);
    static final Withdrawal WITHDRAWAL = new Withdrawal("gru", "v1", 1_795_305_700_000L, "worse");

    static final Experiment EXPERIMENT = new Experiment(
            "gru",
            "autumn",
            "s",
            List.of(
                    new Variant(
                            "b",
                            0.25,
                            false,
                            VariantList.RANKED,
                            new Pinned(new ModelPointer("v1", "file:///m", "ab".repeat(32)))),
                    new Variant("c", 1, true, VariantList.MODEL, VariantModel.CHAMPION_AS_RELEASED)),
            1_795_305_700_000L,
            "why not");

    private static final String EXPERIMENT_HEX = "8f03" // 399 bytes of JSON
            + hex(("{\"kind\":\"experiment\",\"name\":\"gru\",\"experiment\":\"autumn\",\"salt\":\"s\",\"variants\":["
                            + "{\"variant\":\"b\",\"share\":0.25,\"shadow\":false,\"list\":\"ranked\",\"model\":\"pinned\","
                            + "\"version\":\"v1\",\"uri\":\"file:///m\","
                            + "\"sha256\":\"abababababababababababababababababababababababababababababababab\"},"
                            + "{\"variant\":\"c\",\"share\":1.0,\"shadow\":true,\"list\":\"model\","
                            + "\"model\":\"champion-as-released\"}],"
                            + "\"createdAt\":1795305700000,\"reason\":\"why not\"}")
                    .getBytes(UTF_8));
    private static final String DELTA_HEX = "d701" // 215 bytes of JSON
            + hex(("{\"kind\":\"delta\",\"name\":\"gru\",\"version\":\"v1\",\"number\":17,\"from\":16,"
                            + "\"uri\":\"file:///d\","
                            + "\"sha256\":\"abababababababababababababababababababababababababababababababab\","
                            + "\"learnedUntil\":1795305600000,\"createdAt\":1795305660000}")
                    .getBytes(UTF_8));
    private static final String WITHDRAWAL_HEX = "5c" // 92 bytes of JSON
            + hex(("{\"kind\":\"withdrawal\",\"name\":\"gru\",\"version\":\"v1\",\"createdAt\":1795305700000,"
                            + "\"reason\":\"worse\"}")
                    .getBytes(UTF_8));

    @Override
    VersionedSerializer<ModelRecord> serializer() {
        return new ModelRecordSerializer();
    }

    @Override
    Map<String, ModelRecord> golden() {
        return Map.of(
                DELTA_HEX,
                DELTA,
                WITHDRAWAL_HEX,
                WITHDRAWAL,
                EXPERIMENT_HEX,
                EXPERIMENT,
                ReleaseSerializerTest.GOLDEN_HEX,
                ReleaseSerializerTest.GOLDEN);
    }

    @Override
    List<ModelRecord> edgeCases() {
        return List.of(
                new Delta("商".repeat(256), "😀", Integer.MAX_VALUE, 0, "", "ab".repeat(32), 0, 0),
                new Withdrawal("g", "v", 0, ""),
                EXPERIMENT.ended(1, ""));
    }

    @Test
    void namesWhatIsWrongWithABrokenRecord() {
        byte[] json = "{\"kind\":\"delta\",\"number\":3,\"from\":3}".getBytes(UTF_8);
        byte[] bytes = new byte[json.length + 1];
        bytes[0] = (byte) json.length;
        System.arraycopy(json, 0, bytes, 1, json.length);

        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("number is 3 and from 3");
    }
}
