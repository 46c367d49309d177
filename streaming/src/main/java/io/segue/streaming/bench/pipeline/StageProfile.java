package io.segue.streaming.bench.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Samples of where the CPU was, by stage, by thread and by frame.
 *
 * @param cpuMicrosPerEvent of the process while it was sampled, which the samples share out
 */
public record StageProfile(
        double cpuMicrosPerEvent,
        long samples,
        Map<Stage, Long> byStage,
        Map<String, Long> byThread,
        Map<String, Long> byFrame,
        Map<String, Long> byOurFrame) {
    private static final Pattern THREAD = Pattern.compile("\\[(.*?)(?: tid=\\d+)?]");
    private static final Pattern NUMBERS = Pattern.compile(" ?\\(\\d+/\\d+\\)#\\d+|[-#]\\d+$");
    private static final String OURS = "io/segue/";
    private static final double PERCENT = 100;
    /** With fewer, a stage of a twentieth is known to a fifth at best. */
    private static final long SAMPLES_MIN = 500;

    /**
     * Reads stacks as async-profiler collapses them.
     *
     * @param collapsed a stack a line, {@code [thread];outer;inner count}
     */
    static StageProfile of(String collapsed, double cpuMicrosPerEvent) {
        StageProfile profile = new StageProfile(
                cpuMicrosPerEvent,
                collapsed.lines().mapToLong(StageProfile::count).sum(),
                new EnumMap<>(Stage.class),
                new TreeMap<>(),
                new HashMap<>(),
                new HashMap<>());
        collapsed.lines().forEach(profile::add);
        return profile;
    }

    private static long count(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }

    private void add(String line) {
        long count = count(line);
        List<String> stack =
                Arrays.asList(line.substring(0, line.lastIndexOf(' ')).split(";"));
        Matcher named = THREAD.matcher(stack.get(0));
        String thread = named.matches() ? named.group(1) : "";
        List<String> frames = named.matches() ? stack.subList(1, stack.size()) : stack;
        Stage stage = Stage.of(thread, frames);
        byStage.merge(stage, count, Long::sum);
        byThread.merge(NUMBERS.matcher(thread).replaceAll(""), count, Long::sum);
        if (stage == Stage.OUTSIDE || frames.isEmpty()) {
            return;
        }
        byFrame.merge(frames.get(frames.size() - 1), count, Long::sum);
        Set<String> ours = new HashSet<>();
        for (String frame : frames) {
            if (frame.startsWith(OURS) && ours.add(frame)) {
                byOurFrame.merge(frame, count, Long::sum);
            }
        }
    }

    /** CPU of a stage, microseconds an event. */
    public double micros(Stage stage) {
        return micros(byStage.getOrDefault(stage, 0L));
    }

    private double micros(long count) {
        return cpuMicrosPerEvent * count / Math.max(1, samples);
    }

    /** Whether there are too few samples to share out by. */
    boolean isSparse() {
        return samples < SAMPLES_MIN;
    }

    /** That of the job: all but what is outside. */
    public double jobMicros() {
        return cpuMicrosPerEvent - micros(Stage.OUTSIDE);
    }

    void writeTo(ObjectNode json) {
        for (Stage stage : Stage.values()) {
            json.put(stage.key(), micros(stage));
        }
    }

    /** The stages in a line each. */
    public String stages() {
        StringBuilder text = new StringBuilder();
        for (Stage stage : Stage.values()) {
            text.append("    %-11s %8.1f µs  %5.1f %%%n".formatted(stage.key(), micros(stage), percent(stage)));
        }
        return text.toString();
    }

    private double percent(Stage stage) {
        return PERCENT * byStage.getOrDefault(stage, 0L) / Math.max(1, samples);
    }

    /**
     * All of it, for people.
     *
     * @param top frames of each kind
     */
    public String report(int top) {
        return "CPU of the process, %.1f µs an event, %,d samples%n%n%s%nthreads%n%s%nframes of the job, themselves%n%s%nour frames, with all that they call%n%s"
                .formatted(
                        cpuMicrosPerEvent,
                        samples,
                        stages(),
                        most(byThread, top),
                        most(byFrame, top),
                        most(byOurFrame, top));
    }

    private String most(Map<String, Long> counts, int top) {
        StringBuilder text = new StringBuilder();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(top)
                .forEach(entry -> text.append("%8.1f µs  %5.1f %%  %s%n"
                        .formatted(
                                micros(entry.getValue()),
                                PERCENT * entry.getValue() / Math.max(1, samples),
                                entry.getKey())));
        return text.toString();
    }
}
