package io.segue.streaming.evaluation;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * By what figures came about, so that they can be made again and compared with others.
 *
 * @param version of Segue
 * @param arguments of the command, without secrets
 * @param protocol that split the log, or {@code given} where the user did
 * @param live whether models that can go on learning during the test did
 * @param seed of the first training, the others follow
 * @param seeds trainings of each model in which something is random
 */
public record EvaluationRun(
        String version,
        List<String> arguments,
        String protocol,
        boolean live,
        long seed,
        int seeds,
        List<DataFile> dataFiles,
        Instant startedAt) {
    public EvaluationRun {
        arguments = List.copyOf(arguments);
        dataFiles = List.copyOf(dataFiles);
    }

    /** All of it, for people. */
    String line() {
        return "%s, %s, protocol %s, %s, seed %d, %d %s a random model; %s; %s"
                .formatted(
                        version,
                        startedAt,
                        protocol,
                        live ? "live" : "not live",
                        seed,
                        seeds,
                        seeds == 1 ? "run" : "runs",
                        dataFiles.stream()
                                .map(file -> file.name() + " sha256 " + file.sha256())
                                .collect(Collectors.joining(", ")),
                        String.join(" ", arguments));
    }
}
