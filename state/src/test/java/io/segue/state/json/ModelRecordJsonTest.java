package io.segue.state.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.deadletter.InvalidRecordException;
import io.segue.state.release.Delta;
import io.segue.state.release.Experiment;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Variant;
import io.segue.state.release.VariantList;
import io.segue.state.release.VariantModel;
import io.segue.state.release.Withdrawal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelRecordJsonTest {
    private static final String SHA = "ab".repeat(32);

    private final ModelRecordJson json = new ModelRecordJson(RecordLimits.DEFAULT);

    @Test
    void takesARecordWithoutAKindForARelease() throws Exception {
        Release release = new Release("gru", "v1", ReleaseState.CHAMPION, "/m", SHA, 1, Map.of(), Map.of(), 2);

        assertThat(json.parse(json.write(release))).isEqualTo(release);
        assertThat(new String(json.write(release), UTF_8)).doesNotContain("kind");
        assertThat(ModelRecordJson.key(release)).isEqualTo(ReleaseJson.key(release));
    }

    @Test
    void keepsACompleteDeltaAndAllAfterItUnderCompaction() {
        Set<String> keys = new HashSet<>();
        for (int number = 1; number <= 3 * Delta.COMPLETE_EVERY; number++) {
            keys.add(key(delta("v1", number)));
        }

        assertThat(keys).hasSize(Delta.COMPLETE_EVERY);
        assertThat(key(delta("v1", 5))).isEqualTo(key(delta("v1", 21))).isNotEqualTo(key(delta("v2", 5)));
    }

    @Test
    void keepsAWithdrawalBesideReleaseAndDeltas() {
        String withdrawal = new String(ModelRecordJson.key(new Withdrawal("gru", "v1", 1, "")), UTF_8);

        assertThat(withdrawal).isEqualTo("gru\tv1\twithdrawal");
        assertThat(key(delta("v1", 16))).isEqualTo("gru\tv1\tdelta\t0");
    }

    @Test
    void refusesAKindFromTheFuture() {
        assertThatThrownBy(() -> json.parse("{\"kind\":\"ensemble\",\"name\":\"gru\"}".getBytes(UTF_8)))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageContaining("kind is 'ensemble'");
    }

    @Test
    void refusesANumberThatIsNone() {
        String record =
                "{\"kind\":\"delta\",\"name\":\"gru\",\"version\":\"v1\",\"number\":%s,\"from\":%s,\"uri\":\"/d\","
                        + "\"sha256\":\"" + SHA + "\",\"learnedUntil\":1,\"createdAt\":2}";

        for (String numbers : new String[] {"1,1", "0,0", "-1,0", "2,-1", "1.5,0", "\"1\",0", "4294967297,0"}) {
            String[] both = numbers.split(",", -1);
            assertThatThrownBy(
                            () -> json.parse(record.formatted(both[0], both[1]).getBytes(UTF_8)))
                    .as(numbers)
                    .isInstanceOf(InvalidRecordException.class);
        }
    }

    @Test
    void keepsOneExperimentOfAModelBesideAVersionOfThatName() {
        Experiment experiment = new Experiment("gru", "autumn", "s", List.of(), 1, "");
        Release release = new Release("gru", "experiment", ReleaseState.CHAMPION, "/m", SHA, 1, Map.of(), Map.of(), 2);

        assertThat(ModelRecordJson.key(experiment))
                .isEqualTo(ModelRecordJson.key(new Experiment("gru", "winter", "s", List.of(), 2, "")))
                .isNotEqualTo(ModelRecordJson.key(release));
    }

    @Test
    void takesAVariantForOneOfTheWholeRecommenderOfTheChampionThatAnswers() throws Exception {
        assertThat(json.parse(experiment("{\"variant\":\"b\",\"share\":0.5}")))
                .isEqualTo(new Experiment(
                        "gru",
                        "autumn",
                        "s",
                        List.of(new Variant("b", 0.5, false, VariantList.RANKED, VariantModel.CHAMPION)),
                        1,
                        ""));
    }

    @Test
    void saysWhatIsWrongWithAnExperiment() {
        Map<String, String> faults = Map.of(
                "{\"variant\":\"b\"}",
                "variants[0].share is missing",
                "{\"variant\":\"b\",\"share\":1.5}",
                "variants[0].share of variant b is 1.5",
                "{\"variant\":\"b\",\"share\":0.6},{\"variant\":\"c\",\"share\":0.6}",
                "sum of the shares of the variants that answer is 1.2, but must be at most 1",
                "{\"variant\":\"b\",\"share\":0.1},{\"variant\":\"b\",\"share\":0.1}",
                "of different ids",
                "{\"variant\":\"b\",\"share\":0.1,\"list\":\"best\"}",
                "variants[0].list is 'best'",
                "{\"variant\":\"b\",\"share\":0.1,\"model\":\"v7\"}",
                "variants[0].model is 'v7'",
                "{\"variant\":\"b\",\"share\":0.1,\"model\":\"pinned\"}",
                "variants[0].version is missing",
                "{\"variant\":\"previous\",\"share\":0.1}",
                "another id than champion, previous and released",
                ",{}".repeat(9).substring(1),
                "variants has 9 elements, but may have at most 8");

        faults.forEach((variants, fault) -> assertThatThrownBy(() -> json.parse(experiment(variants)))
                .as(variants)
                .isInstanceOf(InvalidRecordException.class)
                .hasMessageContaining(fault));
    }

    private static byte[] experiment(String variants) {
        return ("{\"kind\":\"experiment\",\"name\":\"gru\",\"experiment\":\"autumn\",\"salt\":\"s\",\"createdAt\":1,"
                        + "\"variants\":[" + variants + "]}")
                .getBytes(UTF_8);
    }

    private static String key(Delta delta) {
        return new String(ModelRecordJson.key(delta), UTF_8);
    }

    private static Delta delta(String version, int number) {
        return new Delta("gru", version, number, number - 1, "/d", SHA, 1, 2);
    }
}
