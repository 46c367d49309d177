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

    @Override
    VersionedSerializer<QualityWindow> serializer() {
        return new QualityWindowSerializer();
    }

    @Override
    Map<String, QualityWindow> golden() {
        return Map.of(
                "000000000000003c" + "0000000000000078" // from 60 to 120
                        + "00027631" + "000162" + "0003616c6c" + "0003616c6c" // v1, b, all of them
                        + "04" + "01" + "02" + "03" + "3ffc000000000000" // 4 tests, three hits, 1.75
                        + "02" + "01" + "01" + "01" + "3ff0000000000000"
                        + "02" + "00" + "00" + "01" + "3fc0000000000000"
                        + "3fe0000000000000",
                new QualityWindow(
                        60,
                        120,
                        ALL,
                        new QualitySums(
                                new ListSums(4, 1, 2, 3, 1.75),
                                new ListSums(2, 1, 1, 1, 1),
                                new ListSums(2, 0, 0, 1, 0.125),
                                0.5)));
    }

    @Override
    List<QualityWindow> edgeCases() {
        ListSums many = new ListSums(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Double.MAX_VALUE);
        return List.of(
                new QualityWindow(Long.MIN_VALUE, Long.MAX_VALUE, ALL, QualitySums.NONE),
                new QualityWindow(0, 1, ALL, new QualitySums(many, many, many, Double.MIN_VALUE)));
    }
}
