package io.segue.streaming.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.connectors.source.Clock;
import io.segue.streaming.options.RetrainSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class RetrainTopologyTest {
    private static final int SUBTASKS = 2;

    private static RetrainSettings settings(Map<String, String> options) {
        Map<String, String> all =
                new HashMap<>(Map.of("segue.sessions.folder", "/sessions", "segue.retrain.store.folder", "/models"));
        all.putAll(options);
        return RetrainSettings.of(Configuration.fromMap(all));
    }

    /** The tasks of the job that Flink would run, by the slots that they share. */
    private static List<List<JobVertex>> slots(RetrainSettings settings) {
        StreamExecutionEnvironment environment = new StreamExecutionEnvironment(new Configuration());
        environment.setParallelism(SUBTASKS);
        new RetrainTopology(settings, Clock.SYSTEM).build(environment);
        return List.copyOf(StreamSupport.stream(
                        environment.getStreamGraph().getJobGraph().getVertices().spliterator(), false)
                .collect(Collectors.groupingBy(JobVertex::getSlotSharingGroup))
                .values());
    }

    private static int count(List<List<JobVertex>> slots) {
        return slots.stream()
                .mapToInt(tasks ->
                        tasks.stream().mapToInt(JobVertex::getParallelism).max().orElseThrow())
                .sum();
    }

    @Test
    void sharesTheSlotsOfItsSubtasksUnlessToldOtherwise() {
        RetrainSettings settings = settings(Map.of());

        assertThat(settings.ownSlots()).isZero();
        assertThat(count(slots(settings))).isEqualTo(SUBTASKS);
    }

    @Test
    void keepsTrainerAndLearnerApartFromTheRestAndFromEachOther() {
        RetrainSettings settings = settings(Map.of("segue.retrain.slots", "own"));

        List<List<JobVertex>> slots = slots(settings);

        assertThat(count(slots)).as("as it says").isEqualTo(SUBTASKS + settings.ownSlots());
        assertThat(slots).anySatisfy(RetrainTopologyTest::isTheTrainers).anySatisfy(RetrainTopologyTest::isTheLearners);
    }

    private static void isTheTrainers(List<JobVertex> tasks) {
        assertThat(tasks)
                .singleElement()
                .satisfies(task -> assertThat(task.getName()).startsWith("Trainer -> models"));
    }

    private static void isTheLearners(List<JobVertex> tasks) {
        assertThat(tasks)
                .singleElement()
                .satisfies(task -> assertThat(task.getName()).startsWith("Learner -> deltas"));
    }

    @Test
    void takesNoSlotForWhatDoesNotRun() {
        Map<String, String> own = Map.of("segue.retrain.slots", "own", "segue.learn.enabled", "false");
        Map<String, String> nothing = Map.of("segue.retrain.slots", "own", "segue.retrain.store.folder", "");

        assertThat(count(slots(settings(own)))).isEqualTo(SUBTASKS + 1);
        assertThat(settings(own).ownSlots()).isEqualTo(1);
        assertThat(count(slots(settings(nothing)))).isEqualTo(SUBTASKS);
        assertThat(settings(nothing).ownSlots()).isZero();
    }
}
