package io.segue.streaming.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.segue.models.gru.GruLearnerSettings;
import io.segue.operators.learn.LearnerSettings;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/** The options of continual learning, in the RetrainJob. */
public final class LearnOptions {
    public static final ConfigOption<Boolean> ENABLED = key("segue.learn.enabled")
            .booleanType()
            .defaultValue(true)
            .withDescription("RetrainJob: whether the champion goes on learning between two trainings, event by event,"
                    + " where there is a store; and rankers are trained for lists of a model that does.");
    public static final ConfigOption<Duration> PUBLISH_EVERY = key(LearnerSettings.PUBLISH_EVERY)
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("RetrainJob: event time between two deltas, at least, in which what was learned is"
                    + " published.");
    public static final ConfigOption<Double> RATE = key("segue.learn.rate")
            .doubleType()
            .defaultValue(GruLearnerSettings.DEFAULT.learningRate())
            .withDescription("RetrainJob: learning rate of these steps. A log that drifts gains with 0.1, one that"
                    + " does not loses.");
    public static final ConfigOption<Integer> CHANGES = key("segue.learn.changes")
            .intType()
            .defaultValue(GruLearnerSettings.DEFAULT.examplesPerStep())
            .withDescription("RetrainJob: changes from an item to another between two steps.");
    public static final ConfigOption<Integer> EVENTS_MAX = key(LearnerSettings.TURNS_MAX)
            .intType()
            .defaultValue(200_000)
            .withDescription("RetrainJob: newest events that are kept in memory, from which a new champion learns what"
                    + " came after its training. Each takes the bytes of its session: some 150 for three events, 1,000"
                    + " for fifty.");
    public static final ConfigOption<Integer> WAITING_MAX = key(LearnerSettings.WAITING_MAX)
            .intType()
            .defaultValue(5_000)
            .withDescription("RetrainJob: events that wait to be learned before the job reads more slowly.");

    private LearnOptions() {}
}
