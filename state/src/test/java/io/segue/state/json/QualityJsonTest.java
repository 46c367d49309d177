package io.segue.state.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import org.junit.jupiter.api.Test;

class QualityJsonTest {
    private static final QualitySlice SLICE = new QualitySlice(new ModelVersion("v1", "b"), QualitySlice.ITEM, "new");
    private static final ListSums SERVED = new ListSums(4, 1, 2, 3, 1.75);
    private static final ListSums CONTROL = new ListSums(2, 0, 0, 1, 0.125);

    @Test
    void writesTheFiguresOfBothSides() throws Exception {
        String json = written(new QualitySums(SERVED, new ListSums(2, 1, 1, 1, 1), CONTROL, 0.5));

        assertThat(SchemaDocs.faults("quality", json)).isEmpty();
        assertThat(json)
                .isEqualTo("{\"metric\":\"prequential\",\"windowStart\":60000,\"windowEnd\":120000,"
                        + "\"model\":{\"version\":\"v1\",\"variant\":\"b\"},"
                        + "\"slice\":{\"by\":\"item\",\"value\":\"new\"},"
                        + "\"tests\":4,\"recallAt1\":0.25,\"recallAt5\":0.5,\"recallAt20\":0.75,\"mrrAt20\":0.4375,"
                        + "\"control\":{\"name\":\"popularity\",\"tests\":2,\"recallAt1\":0.0,\"recallAt5\":0.0,"
                        + "\"recallAt20\":0.5,\"mrrAt20\":0.0625,"
                        + "\"servedRecallAt20\":0.5,\"servedMrrAt20\":0.5}}");
    }

    @Test
    void leavesAControlOutThatTookNoTest() throws Exception {
        String json = written(new QualitySums(SERVED, ListSums.NONE, ListSums.NONE, 0));

        assertThat(SchemaDocs.faults("quality", json)).isEmpty();
        assertThat(json).doesNotContain("control");
    }

    private static String written(QualitySums sums) {
        return new String(QualityJson.write(new QualityWindow(60_000, 120_000, SLICE, sums)), UTF_8);
    }
}
