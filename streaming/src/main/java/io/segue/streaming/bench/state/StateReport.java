package io.segue.streaming.bench.state;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.serialization.SegueTypes;
import io.segue.state.session.UserState;
import io.segue.streaming.bench.Machine;
import io.segue.streaming.local.LocalCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;

/** All that {@code bench state} finds, each beside its baseline: our serializer beside Flink's, settings beside the job's. */
public record StateReport(
        StateSettings settings, Machine machine, List<SerializerCost> serializers, List<StateFigures> rocks) {
    /**
     * Measures.
     *
     * @param stop asked often; true ends it by a {@link java.util.concurrent.CancellationException}
     */
    public static StateReport measure(
            StateSettings settings,
            LocalCluster cluster,
            Path folder,
            BooleanSupplier stop,
            Consumer<String> progress,
            Consumer<String> result)
            throws Exception {
        Machine machine = Machine.now();
        result.accept(machine.toString());
        List<SerializerCost> serializers = serializers(settings);
        serializers.forEach(cost -> result.accept(cost.line()));
        result.accept(StateFigures.HEADER);
        new StateBench(settings.warmUp(), cluster, folder, stop, progress).measure(RocksSetting.ALL.get(0));
        StateBench bench = new StateBench(settings, cluster, folder, stop, progress);
        List<StateFigures> rocks = new ArrayList<>();
        for (RocksSetting setting : RocksSetting.ALL) {
            StateFigures figures = bench.measure(setting);
            result.accept(figures.line());
            rocks.add(figures);
        }
        return new StateReport(settings, machine, serializers, rocks);
    }

    private static List<SerializerCost> serializers(StateSettings settings) throws IOException {
        SerializerConfigImpl flink = new SerializerConfigImpl();
        return List.of(
                SerializerCost.of("ours", SegueTypes.USER_STATE.createSerializer(flink), settings),
                SerializerCost.of(
                        "Flink's for any class",
                        new GenericTypeInfo<>(UserState.class).createSerializer(flink),
                        settings));
    }

    public void writeTo(ObjectNode json) {
        json.put("users", settings.users());
        json.put("events", settings.events());
        json.put("hidden", settings.hidden());
        machine.writeTo(json.putObject("machine"));
        ArrayNode costs = json.putArray("serializers");
        serializers.forEach(cost -> cost.writeTo(costs.addObject()));
        ArrayNode figures = json.putArray("settings");
        rocks.forEach(found -> found.writeTo(figures.addObject()));
    }

    /** Against the first line of each kind, which is what runs. */
    public String summary() {
        SerializerCost ours = serializers.get(0);
        StateFigures job = rocks.get(0);
        String ratios = rocks.stream()
                .skip(1)
                .map(other -> "  %-26s get %.2f times, update %.2f times"
                        .formatted(
                                other.setting().name(),
                                other.getMicros().median() / job.getMicros().median(),
                                other.updateMicros().median()
                                        / job.updateMicros().median()))
                .collect(Collectors.joining("\n"));
        return """

                %,.0f bytes a user with %d events and %d units; Flink's own serializer takes %.1f times as many
                against what the jobs run with:
                %s
                """.formatted(
                        ours.bytes(),
                        settings.events(),
                        settings.hidden(),
                        serializers.get(1).bytes() / ours.bytes(),
                        ratios);
    }
}
