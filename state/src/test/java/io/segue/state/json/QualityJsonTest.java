package io.segue.state.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class QualityJsonTest {
    private static final QualitySlice SLICE = new QualitySlice(new ModelVersion("v1", "b"), QualitySlice.ITEM, "new");
    private static final ListSums SERVED = new ListSums(4, 1, 2, 3, 1.75);
    private static final ListSums CONTROL = new ListSums(2, 0, 0, 1, 0.125);

    private static final QualitySums SUMS = new QualitySums(SERVED, new ListSums(2, 1, 1, 1, 1), CONTROL, 0.5, 1, 1.25);

    @Test
    void writesTheFiguresOfBothSides() throws Exception {
        String json = written(SLICE, SUMS);

        assertThat(SchemaDocs.faults("quality", json)).isEmpty();
        assertThat(json)
                .isEqualTo("{\"metric\":\"prequential\",\"windowStart\":60000,\"windowEnd\":120000,"
                        + "\"model\":{\"version\":\"v1\",\"variant\":\"b\"},"
                        + "\"slice\":{\"by\":\"item\",\"value\":\"new\"},"
                        + "\"tests\":4,\"recallAt1\":0.25,\"recallAt5\":0.5,\"recallAt20\":0.75,\"mrrAt20\":0.4375,"
                        + "\"squaredReciprocalRank\":0.3125,"
                        + "\"control\":{\"name\":\"popularity\",\"tests\":2,\"recallAt1\":0.0,\"recallAt5\":0.0,"
                        + "\"recallAt20\":0.5,\"mrrAt20\":0.0625,"
                        + "\"servedRecallAt20\":0.5,\"servedMrrAt20\":0.5,"
                        + "\"squaredDifference\":0.25,\"disagreementAt20\":0.5}}");
    }

    @Test
    void leavesAControlOutThatTookNoTest() throws Exception {
        String json = written(SLICE, new QualitySums(SERVED, ListSums.NONE, ListSums.NONE, 0));

        assertThat(SchemaDocs.faults("quality", json)).isEmpty();
        assertThat(json).doesNotContain("control");
    }

    @Test
    void comparesAShadowWithTheListsShown() throws Exception {
        String json = written(new QualitySlice(SLICE.model(), QualitySlice.ALL, QualitySlice.ALL, true), SUMS);

        assertThat(SchemaDocs.faults("quality", json)).isEmpty();
        assertThat(json).contains("\"shadow\":true", "\"control\":{\"name\":\"shown\"");
    }

    @Test
    void readsTheSumsBack() throws Exception {
        QualitySlice shadow = new QualitySlice(SLICE.model(), QualitySlice.ALL, QualitySlice.ALL, true);
        for (QualitySlice slice : List.of(SLICE, shadow)) {
            QualityWindow read =
                    QualityJson.read(written(slice, SUMS).getBytes(UTF_8)).orElseThrow();

            assertThat(read.slice()).isEqualTo(slice);
            assertThat(read.sums().served()).isEqualTo(SERVED);
            assertThat(read.sums().control()).isEqualTo(CONTROL);
            assertThat(read.sums().paired()).isEqualTo(new ListSums(2, 0, 0, 1, 1));
            assertThat(read.sums().squaredDifferences()).isEqualTo(0.5);
            assertThat(read.sums().disagreements()).isOne();
            assertThat(read.sums().squaredReciprocalRanks()).isEqualTo(1.25);
            assertThat(read.endMs()).isEqualTo(120_000);
        }
        assertThat(QualityJson.read("{\"metric\":\"latency\"}".getBytes(UTF_8))).isEmpty();
    }

    private static String written(QualitySlice slice, QualitySums sums) {
        return new String(QualityJson.write(new QualityWindow(60_000, 120_000, slice, sums)), UTF_8);
    }
}
