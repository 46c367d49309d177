package io.segue.state.serialization;

import io.segue.state.interaction.InteractionType;
import io.segue.state.prequential.ListTest;
import io.segue.state.recommendation.ModelVersion;
import java.util.List;
import java.util.Map;

class ListTestSerializerTest extends SerializerContract<ListTest> {
    private static final ModelVersion V1 = new ModelVersion("v1", "b");

    @Override
    VersionedSerializer<ListTest> serializer() {
        return new ListTestSerializer();
    }

    @Override
    int newestVersion() {
        return 2;
    }

    @Override
    Map<String, ListTest> golden() {
        return Map.of(
                "0000000000000102" + "00027631" + "000162" // at 258, v1, b
                        + "06" + "0003677275" + "01" + "02" + "01"
                        + "01", // third, by the gru; not asked; purchase, known; a shadow's
                new ListTest(258, V1, 3, "gru", ListTest.NOT_ASKED, InteractionType.PURCHASE, true, true));
    }

    @Override
    List<ListTest> edgeCases() {
        return List.of(
                new ListTest(Long.MIN_VALUE, V1, ListTest.MISS, "", ListTest.MISS, InteractionType.CLICK, false),
                new ListTest(Long.MAX_VALUE, V1, 500, "history", 500, InteractionType.VIEW, true));
    }
}
