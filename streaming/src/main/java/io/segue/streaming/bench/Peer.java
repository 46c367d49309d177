package io.segue.streaming.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Another program that does the same work, run by a shell. What that is it is told by environment variables; what
 * it measured it says as {@code events_per_s} in a line of JSON, the last such line that it prints.
 */
public final class Peer {
    /** Where a peer writes its answers, unless it knows better; there is such a topic. */
    public static final String TOPIC = "peer.recommendations";

    private static final String RESULT = "events_per_s";
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Ours, for libtorch and glibc; a peer has its own. */
    private static final List<String> NOT_HANDED_ON =
            List.of("OMP_NUM_THREADS", "GOMP_SPINCOUNT", "OMP_WAIT_POLICY", "MALLOC_ARENA_MAX");

    private final String command;

    public Peer(String command) {
        this.command = command;
    }

    /** Runs it once, to its end, and returns its events per second. */
    public double run(Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command);
        builder.environment().keySet().removeAll(NOT_HANDED_ON);
        builder.environment().putAll(variables);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the peer has not ended within " + PATIENCE.toMinutes() + " min");
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException("the peer ended with " + process.exitValue());
            }
            String text = printed.join();
            return eventsPerSecond(text)
                    .orElseThrow(
                            () -> new IllegalStateException("the peer printed no JSON line with a number " + RESULT));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String read(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ended) {
            return "";
        }
    }

    static OptionalDouble eventsPerSecond(String printed) {
        return printed.lines()
                .map(Peer::resultOf)
                .flatMapToDouble(OptionalDouble::stream)
                .reduce((before, last) -> last);
    }

    private static OptionalDouble resultOf(String line) {
        try {
            JsonNode result = JSON.readTree(line).path(RESULT);
            return result.isNumber() && result.asDouble() > 0
                    ? OptionalDouble.of(result.asDouble())
                    : OptionalDouble.empty();
        } catch (JsonProcessingException notOurs) {
            return OptionalDouble.empty();
        }
    }
}
