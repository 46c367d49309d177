package io.segue.state.serialization;

import io.segue.state.recommendation.ModelVersion;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RecommendationSerializerTest extends SerializerContract<Recommendation> {
    @Override
    VersionedSerializer<Recommendation> serializer() {
        return new RecommendationSerializer();
    }

    @Override
    Map<String, Recommendation> golden() {
        return Map.of(
                "00043030666600027531" // 00ff, u1
                        + "0002733100026531" // s1, e1
                        + "000001a202c0f5d0" // event time
                        + "000001a202c0f5fa" // generated at
                        + "000001a202c0f5d2" // published at
                        + "0002763100086368616d70696f6e" // v1, champion
                        + "02" // two items
                        + "00026931013fe0000000000000" // i1, rank 1, score 0.5
                        + "000100026939" // gru, because of i9
                        + "00026932c801bff0000000000000" // i2, rank 200, score -1.0
                        + "0100" // popularity, because of nothing
                        + "0003776879", // why
                recommendation(
                        "00ff",
                        List.of(
                                new RecommendedItem("i1", 1, 0.5, Source.GRU, List.of("i9")),
                                new RecommendedItem("i2", 200, -1.0, Source.POPULARITY, List.of())),
                        "why"));
    }

    @Override
    List<Recommendation> edgeCases() {
        List<RecommendedItem> thousand = new ArrayList<>();
        for (int rank = 1; rank <= 1_000; rank++) {
            thousand.add(new RecommendedItem("商".repeat(256), rank, 1.0 / rank, Source.GRU, List.of("a", "ü", "😀")));
        }
        return List.of(
                recommendation("", List.of(), ""),
                recommendation("ü", thousand, "😀 \n \u0000"),
                recommendation(
                        "extreme",
                        List.of(
                                new RecommendedItem("a", Integer.MAX_VALUE, Double.MAX_VALUE, Source.GRU, List.of("")),
                                new RecommendedItem("b", 1, -Double.MAX_VALUE, Source.POPULARITY, List.of())),
                        "x".repeat(65_535)));
    }

    private static Recommendation recommendation(String id, List<RecommendedItem> items, String reason) {
        return new Recommendation(
                id,
                "u1",
                "s1",
                "e1",
                1_795_342_530_000L,
                1_795_342_530_042L,
                1_795_342_530_002L,
                new ModelVersion("v1", "champion"),
                items,
                reason);
    }
}
