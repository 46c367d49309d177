package io.segue.streaming.bench.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * Where the job spends CPU. A sample belongs to the stage of the innermost frame that any stage claims, so that a read of
 * state inside the ranking is a read of state; without such a frame, to that of its thread.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are
public enum Stage {
    PARSE("parse", List.of("ContractDeserializer.parse"), List.of("Source Data Fetcher")),
    STATE_GET("stateGet", List.of("ValueState.value"), List.of()),
    MODEL("model", List.of("ModelScores.score"), List.of()),
    SIMILAR("similar", List.of("ModelScores.similar"), List.of()),
    RANK("rank", List.of("TurnAnswers.answer"), List.of()),
    STATE_PUT("statePut", List.of("ValueState.update", "ValueState.clear"), List.of()),
    EMIT("emit", List.of("Ranker.emit", "KafkaWriter.write"), List.of("kafka-producer-network-thread")),
    /** Records on their way from one operator to the next. */
    EXCHANGE(
            "exchange",
            List.of("RecordWriterOutput.pushToRecordWriter", "AbstractStreamTaskNetworkInput.emitNext"),
            List.of("Flink Netty")),
    CHECKPOINT(
            "checkpoint",
            List.of("SubtaskCheckpointCoordinatorImpl.checkpointState"),
            List.of("AsyncOperations", "rocksdb:", "jobmanager-io", "flink-rocksdb")),
    JVM("jvm", List.of(), List.of("G1 ", "GC Thread", "C1 Compiler", "C2 Compiler", "VM ", "Sweeper")),
    /** The rest of the job. */
    OTHER("other", List.of(), List.of()),
    /** Not the job: the broker, and what measures. */
    OUTSIDE(
            "outside",
            List.of(),
            List.of(
                    "data-plane-kafka",
                    "kafka-scheduler",
                    "kafka-log-cleaner",
                    "kafka-raft",
                    "kafka-expiration",
                    "kafka-admin",
                    "ExpirationReaper",
                    "quorum-controller",
                    "raft-",
                    "broker-",
                    "controller-",
                    "metadata-",
                    "group-coordinator",
                    "transaction-",
                    "share-",
                    "executor-",
                    "main",
                    AnswerMeter.THREAD));

    private final String key;
    private final List<String> frames;
    private final List<String> threads;

    Stage(String key, List<String> frames, List<String> threads) {
        this.key = key;
        this.frames = frames;
        this.threads = threads;
    }

    /** As the figures name it. */
    public String key() {
        return key;
    }

    /**
     * The stage of a sample.
     *
     * @param frames outermost first, a method as {@code package/Class.method}
     */
    static Stage of(String thread, List<String> frames) {
        for (int i = frames.size() - 1; i >= 0; i--) {
            Optional<Stage> claiming = claiming(frames.get(i));
            if (claiming.isPresent()) {
                return claiming.get();
            }
        }
        for (Stage stage : values()) {
            if (stage.threads.stream().anyMatch(thread::startsWith)) {
                return stage;
            }
        }
        return OTHER;
    }

    private static Optional<Stage> claiming(String frame) {
        for (Stage stage : values()) {
            for (String method : stage.frames) {
                if (frame.endsWith(method)) {
                    return Optional.of(stage);
                }
            }
        }
        return Optional.empty();
    }
}
