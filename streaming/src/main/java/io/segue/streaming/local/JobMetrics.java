package io.segue.streaming.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segue.state.MetricNames;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The metrics of a running job, as Flink's REST API (and so the dashboard) shows them. */
public final class JobMetrics {
    /** How the values of the subtasks become one. */
    public enum Aggregate {
        SUM,
        MIN,
        MAX
    }

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final long POLL_MS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI dashboard;
    private final String jobId;
    /** Where each of our metrics is: its name to the vertex and the full name there. */
    private final Map<String, Place> places = new HashMap<>();

    private record Place(String vertexId, String fullName) {}

    public JobMetrics(URI dashboard, String jobId) {
        this.dashboard = dashboard;
        this.jobId = jobId;
    }

    /**
     * Our metrics of one operator, by their short names; those that are not there yet are missing.
     *
     * @param operator as the dashboard names it
     */
    public Map<String, Double> read(String operator, List<String> names, Aggregate aggregate) throws IOException {
        Map<String, List<Place>> byVertex = new HashMap<>();
        Map<Place, String> shortNames = new HashMap<>();
        for (String name : names) {
            Place place = place(operator, name);
            if (place != null) {
                byVertex.computeIfAbsent(place.vertexId(), vertex -> new ArrayList<>())
                        .add(place);
                shortNames.put(place, name);
            }
        }
        Map<String, Double> values = new HashMap<>();
        for (Map.Entry<String, List<Place>> vertex : byVertex.entrySet()) {
            Map<String, Double> found = aggregated(vertex.getKey(), vertex.getValue(), aggregate);
            for (Place place : vertex.getValue()) {
                Double value = found.get(place.fullName());
                if (value != null) {
                    values.put(shortNames.getOrDefault(place, ""), value);
                }
            }
        }
        return values;
    }

    /** Whether every task of the job runs. */
    public boolean allTasksRun() throws IOException {
        JsonNode vertices = get("/jobs/" + jobId).path("vertices");
        for (JsonNode vertex : vertices) {
            if (!vertex.path("status").asText().equals("RUNNING")) {
                return false;
            }
        }
        return !vertices.isEmpty();
    }

    /** What a completed checkpoint took and wrote; waits until the dashboard knows of it, which is some seconds later. */
    CheckpointFigures checkpoint(long id) throws IOException, InterruptedException {
        String path = "/jobs/" + jobId + "/checkpoints/details/" + id;
        long deadlineNanos = System.nanoTime() + TIMEOUT.toNanos();
        while (send(path).statusCode() == NOT_FOUND && System.nanoTime() < deadlineNanos) {
            Thread.sleep(POLL_MS);
        }
        JsonNode details = get(path);
        return new CheckpointFigures(
                Duration.ofMillis(details.path("end_to_end_duration").asLong()),
                details.path("checkpointed_size").asLong(),
                details.path("state_size").asLong());
    }

    /** One metric, empty while it is not there yet. */
    public OptionalDouble read(String operator, String name, Aggregate aggregate) throws IOException {
        Double value = read(operator, List.of(name), aggregate).get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private Map<String, Double> aggregated(String vertexId, List<Place> places, Aggregate aggregate)
            throws IOException {
        String wanted = String.join(
                ",",
                places.stream()
                        .map(place -> URLEncoder.encode(place.fullName(), StandardCharsets.UTF_8))
                        .toList());
        String kind = aggregate.name().toLowerCase(Locale.ROOT);
        JsonNode answer =
                get("/jobs/" + jobId + "/vertices/" + vertexId + "/subtasks/metrics?agg=" + kind + "&get=" + wanted);
        Map<String, Double> values = new HashMap<>();
        for (JsonNode metric : answer) {
            values.put(metric.path("id").asText(), metric.path(kind).asDouble());
        }
        return values;
    }

    @Nullable
    private Place place(String operator, String name) throws IOException {
        String key = operator + "." + MetricNames.GROUP + "." + name;
        if (!places.containsKey(key)) {
            findPlaces();
        }
        return places.get(key);
    }

    private void findPlaces() throws IOException {
        for (JsonNode vertex : get("/jobs/" + jobId).path("vertices")) {
            String vertexId = vertex.path("id").asText();
            for (JsonNode metric : get("/jobs/" + jobId + "/vertices/" + vertexId + "/subtasks/metrics")) {
                String fullName = metric.path("id").asText();
                places.put(fullName, new Place(vertexId, fullName));
            }
        }
    }

    private JsonNode get(String path) throws IOException {
        HttpResponse<byte[]> response = send(path);
        if (response.statusCode() != OK) {
            throw new IOException("the dashboard answers " + response.statusCode() + " to " + path);
        }
        return JSON.readTree(response.body());
    }

    private HttpResponse<byte[]> send(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(dashboard.resolve(path)).timeout(TIMEOUT).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + path, interrupted);
        }
    }
}
