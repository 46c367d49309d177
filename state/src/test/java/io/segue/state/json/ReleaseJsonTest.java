package io.segue.state.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.release.Lineage;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReleaseJsonTest {
    private static final String SHA256 = "ab".repeat(32);

    private final ReleaseJson json = new ReleaseJson(RecordLimits.DEFAULT);

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrote(ReleaseState state) throws Exception {
        Release release = release(state, Map.of("recall@20", 0.64, "mrr@20", 0.253), Map.of("verdict", "better"));

        assertThat(json.parse(json.write(release))).isEqualTo(release);
    }

    @Test
    void writesWhatTheSchemaSays() throws Exception {
        Release release = release(ReleaseState.CHAMPION, Map.of("recall@20", 0.64), Map.of("verdict", "better"));

        assertThat(SchemaDocs.faults("release", new String(json.write(release), UTF_8)))
                .isEmpty();
    }

    @Test
    void readsWhereAVersionComesFromAndWhyItStandsWhereItDoes() throws Exception {
        Release release = new Release(
                "gru",
                "v1",
                ReleaseState.RETIRED,
                "file:///m",
                SHA256,
                1_795_305_600_000L,
                Map.of(),
                Map.of(),
                1_795_321_867_000L,
                new Lineage(1_795_132_800_000L, 1_200, 9_000, "v0", "8de90ea", Map.of("epochs", "5")),
                "superseded by v2",
                "v2");

        byte[] written = json.write(release);

        assertThat(SchemaDocs.faults("release", new String(written, UTF_8))).isEmpty();
        assertThat(json.parse(written)).isEqualTo(release);
    }

    @Test
    void readsALineageOfWhichLittleIsKnown() throws Exception {
        String value = recordWith("\"lineage\": {\"sessions\": 12, \"options\": {\"epochs\": 5}, \"dataFrom\": null}");

        assertThat(json.parse(value.getBytes(UTF_8)).lineage())
                .isEqualTo(new Lineage(-1, 12, 0, "", "", Map.of("epochs", "5")));
    }

    @Test
    void hasAKeyOfItsOwnForEveryVersion() {
        Release release = release(ReleaseState.CHAMPION, Map.of(), Map.of());

        assertThat(ReleaseJson.key(release)).isEqualTo("gru\tv1".getBytes(UTF_8));
    }

    @Test
    void leavesOutMetricsThatHaveNoFormInJson() throws Exception {
        Release release = release(
                ReleaseState.REJECTED,
                Map.of("recall@20", 0.64, "mrr@20", Double.NaN, "loss", Double.POSITIVE_INFINITY),
                Map.of());

        byte[] written = json.write(release);

        assertThat(SchemaDocs.faults("release", new String(written, UTF_8))).isEmpty();
        assertThat(json.parse(written).metrics()).containsOnly(Map.entry("recall@20", 0.64));
    }

    @Test
    void writesTheSameBytesForTheSameRelease() {
        Release release = release(
                ReleaseState.CHAMPION, Map.of("b", 1.0, "a", 2.0, "c", 3.0), Map.of("z", "1", "y", "2", "x", "3"));

        assertThat(new String(json.write(release), UTF_8))
                .contains("\"metrics\":{\"a\":2.0,\"b\":1.0,\"c\":3.0},\"gate\":{\"x\":\"3\",\"y\":\"2\",\"z\":\"1\"}");
    }

    @Test
    void readsEverythingThatIsOptionalAsAbsentWhenItIsNull() throws Exception {
        String value = recordWith("\"metrics\": null, \"gate\": null, \"unknown\": 1");

        assertThat(json.parse(value.getBytes(UTF_8)))
                .isEqualTo(json.parse(recordWith("\"x\": 1").getBytes(UTF_8)));
    }

    @Test
    void readsIsoTimestampsUpperCaseHashesAndGatesOfAnyType() throws Exception {
        Release release = json.parse("""
                {"name": "gru", "version": "v1", "state": "champion", "uri": "file:///m", "sha256": "%s",
                 "trainedUntil": "2026-11-22T00:00:00Z", "createdAt": "2026-11-22T05:31:07+01:00",
                 "metrics": {"recall@20": 1, "skipped": null}, "gate": {"p": 0.01, "verdict": "better", "k": [1]}}
                """.formatted("AB".repeat(32)).getBytes(UTF_8));

        assertThat(release)
                .isEqualTo(release(
                        ReleaseState.CHAMPION,
                        Map.of("recall@20", 1.0),
                        Map.of("p", "0.01", "verdict", "better", "k", "[1]")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    invalid-value | `"state": "live"`              | state is 'live', but must be one of candidate, champion, rejected, retired
                    invalid-value | `"state": "CHAMPION"`          | state is 'CHAMPION', but must be one of candidate, champion, rejected, retired
                    wrong-type    | `"state": 1`                   | state is a number (1), but must be a string
                    invalid-value | `"sha256": "abab"`             | sha256 must have 64 hexadecimal digits
                    missing-field | `"uri": null`                   | uri is missing
                    invalid-value | `"name": ""`                   | name has 0 characters, but must have 1 to 256
                    invalid-value | `"trainedUntil": "yesterday"`  | trainedUntil is 'yesterday', but must be epoch milliseconds or ISO-8601 with an offset, as 2026-11-22T10:15:30Z
                    wrong-type    | `"createdAt": 1.5`             | createdAt is a number (1.5), but must be epoch milliseconds or ISO-8601
                    wrong-type    | `"metrics": [1]`               | metrics is an array ([1]), but must be an object of numbers
                    wrong-type    | `"metrics": {"mrr": "0.2"}`    | metrics.mrr is a string ("0.2"), but must be a number
                    invalid-value | `"metrics": {"mrr": 1e999}`    | metrics.mrr is beyond the range of a 64-bit floating point number
                    wrong-type    | `"lineage": "v0"`              | lineage is a string ("v0"), but must be an object
                    wrong-type    | `"lineage": {"sessions": "1"}` | lineage.sessions is a string ("1"), but must be a number
                    wrong-type    | `"reason": 1`                  | reason is a number (1), but must be a string
                    invalid-value | `"schemaVersion": 2`           | schemaVersion is 2, but this build reads up to 1: update it
                    wrong-type    | `"gate": "passed"`             | gate is a string ("passed"), but must be an object
                    """)
    void saysWhatIsWrong(String error, String field, String reason) {
        InvalidRecordException fault = catchThrowableOfType(
                InvalidRecordException.class, () -> json.parse(recordWith(field).getBytes(UTF_8)));

        assertThat(fault.error().code()).isEqualTo(error);
        assertThat(fault.reason()).isEqualTo(reason);
    }

    /** A valid record in which {@code field} takes the place of the field of that name. */
    private static String recordWith(String field) {
        String name = field.substring(0, field.indexOf(':'));
        StringBuilder record = new StringBuilder("{").append(field);
        for (String each : new String[] {
            "\"name\": \"gru\"",
            "\"version\": \"v1\"",
            "\"state\": \"champion\"",
            "\"uri\": \"file:///m\"",
            "\"sha256\": \"" + SHA256 + "\"",
            "\"trainedUntil\": 1795305600000",
            "\"createdAt\": 1795321867000",
        }) {
            if (!each.startsWith(name + ":")) {
                record.append(", ").append(each);
            }
        }
        return record.append("}").toString();
    }

    private static Release release(ReleaseState state, Map<String, Double> metrics, Map<String, String> gate) {
        return new Release(
                "gru", "v1", state, "file:///m", SHA256, 1_795_305_600_000L, metrics, gate, 1_795_321_867_000L);
    }
}
