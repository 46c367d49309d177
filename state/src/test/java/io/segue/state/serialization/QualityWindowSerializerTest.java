package io.segue.state.serialization;

import io.segue.state.prequential.ListSums;
import io.segue.state.prequential.QualitySlice;
import io.segue.state.prequential.QualitySums;
import io.segue.state.prequential.QualityWindow;
import io.segue.state.recommendation.ModelVersion;
import java.util.List;
import java.util.Map;

class QualityWindowSerializerTest extends SerializerContract<QualityWindow> {
    private static final QualitySlice ALL = QualitySlice.all(new ModelVersion("v1", "b"));

    private static final ListSums SERVED = new ListSums(4, 1, 2, 3, 1.75);
    private static final ListSums PAIRED = new ListSums(2, 1, 1, 1, 1);
    private static final ListSums CONTROL = new ListSums(2, 0, 0, 1, 0.125);

    private static final String VERSION_1 = "000000000000003c" + "0000000000000078" // from 60 to 120
            + "00027631" + "000162" + "0003616c6c" + "0003616c6c" // v1, b, all of them
            + "04" + "01" + "02" + "03" + "3ffc000000000000" // 4 tests, three hits, 1.75
            + "02" + "01" + "01" + "01" + "3ff0000000000000"
            + "02" + "00" + "00" + "01" + "3fc0000000000000"
            + "3fe0000000000000";

    @Override
    VersionedSerializer<QualityWindow> serializer() {
        return new QualityWindowSerializer();
    }

    @Override
    Map<String, QualityWindow> golden() {
        return Map.of(
                VERSION_1 + "01" + "03" + "3ff4000000000000", // a shadow's, 3 disagreements, squares of 1.25
                new QualityWindow(
                        60,
                        120,
                        new QualitySlice(new ModelVersion("v1", "b"), QualitySlice.ALL, QualitySlice.ALL, true),
                        new QualitySums(SERVED, PAIRED, CONTROL, 0.5, 3, 1.25)));
    }

    @Override
    int newestVersion() {
        return 2;
    }

    @Override
    Map<String, QualityWindow> goldenOfOldVersions() {
        return Map.of("1 " + VERSION_1, new QualityWindow(60, 120, ALL, new QualitySums(SERVED, PAIRED, CONTROL, 0.5)));
    }

    @Override
    List<QualityWindow> edgeCases() {
        ListSums many = new ListSums(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Double.MAX_VALUE);
        return List.of(
                new QualityWindow(Long.MIN_VALUE, Long.MAX_VALUE, ALL, QualitySums.NONE),
                new QualityWindow(
                        0,
                        1,
                        ALL,
                        new QualitySums(many, many, many, Double.MIN_VALUE, Long.MAX_VALUE, Double.MAX_VALUE)));
    }
}
