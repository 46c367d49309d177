package io.segue.streaming.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StageProfileTest {
    private static final String TASK = "[SessionScorer (1/2)#0 tid=12]";
    private static final String RANKER = "[Ranker -> recommendations (2/2)#0 tid=13]";

    @Test
    void sharesOutTheCpuOfTheProcessBySamples() {
        StageProfile profile = StageProfile.of("""
                %1$s;a/Task.run;io/segue/operators/scoring/ModelScores.score;libtorch.so 60
                %2$s;a/Task.run;io/segue/operators/ranking/TurnAnswers.answer;a/B.c 20
                [data-plane-kafka-request-handler-0 tid=7];a/Broker.run 20
                """.formatted(TASK, RANKER), 50);

        assertThat(profile.micros(Stage.MODEL)).isEqualTo(30);
        assertThat(profile.micros(Stage.RANK)).isEqualTo(10);
        assertThat(profile.micros(Stage.OUTSIDE)).isEqualTo(10);
        assertThat(profile.jobMicros()).isEqualTo(40);
        assertThat(DoubleStream.of(Stream.of(Stage.values())
                                .mapToDouble(profile::micros)
                                .toArray())
                        .sum())
                .as("nothing is left out and nothing counts twice")
                .isCloseTo(50, within(1e-9));
    }

    @Test
    void givesASampleToTheInnermostStage() {
        assertThat(stageOf(
                        RANKER + ";io/segue/operators/ranking/TurnAnswers.answer;a/TtlValueState.value;rocksdb::Get"))
                .isEqualTo(Stage.STATE_GET);
        assertThat(stageOf(TASK + ";io/segue/operators/scoring/ModelScores.score;"
                        + "io/segue/operators/scoring/ModelScores.similar;io/segue/models/baseline/Stan.propose"))
                .isEqualTo(Stage.SIMILAR);
        assertThat(stageOf(TASK + ";io/segue/operators/scoring/SessionScorer.processBundle;a/RocksDBValueState.update"))
                .isEqualTo(Stage.STATE_PUT);
    }

    @Test
    void asksTheThreadWhereNoFrameSays() {
        assertThat(stageOf("[kafka-producer-network-thread | producer-3 tid=9];a/Sender.run"))
                .isEqualTo(Stage.EMIT);
        assertThat(stageOf("[Source Data Fetcher for Source: events -> guard (1/2)#0 tid=9];a/Fetcher.run"))
                .isEqualTo(Stage.PARSE);
        assertThat(stageOf("[C2 CompilerThread0 tid=9];libjvm.so")).isEqualTo(Stage.JVM);
        assertThat(stageOf(TASK + ";a/Task.run")).isEqualTo(Stage.OTHER);
    }

    @Test
    void countsAFrameThatCallsItselfOnce() {
        StageProfile profile = StageProfile.of(TASK + ";io/segue/A.b;io/segue/A.b;c/D.e 4\n", 1);

        assertThat(profile.byOurFrame()).containsEntry("io/segue/A.b", 4L);
        assertThat(profile.byFrame()).containsOnlyKeys("c/D.e");
        assertThat(profile.byThread()).as("subtasks together").containsOnlyKeys("SessionScorer");
    }

    private static Stage stageOf(String stack) {
        return StageProfile.of(stack + " 1\n", 1).byStage().keySet().iterator().next();
    }
}
