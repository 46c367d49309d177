package io.segue.streaming.bench.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.streaming.bench.Machine;
import io.segue.streaming.bench.Spread;
import java.util.List;
import java.util.Optional;

/**
 * What the pipeline can do.
 *
 * @param users who caused the events
 * @param drains that count
 * @param peers events per second of the peer, one a drain; empty without one
 * @param profiled one more drain, with the profiler on
 */
public record PipelineFigures(
        PipelineSettings settings,
        Machine machine,
        int users,
        List<Drain> drains,
        List<Double> peers,
        Drain profiled,
        StageProfile profile,
        Ceiling ceiling,
        Optional<LoadFigures> load) {
    private static final double PERCENT = 100;

    public PipelineFigures {
        drains = List.copyOf(drains);
        peers = List.copyOf(peers);
    }

    /** Whether every event of every drain was answered, once. */
    public boolean isSound() {
        return drains.stream()
                .allMatch(drain -> drain.accounting().balances()
                        && drain.accounting().consumed() == settings.events()
                        && drain.accounting().answered() == settings.events());
    }

    Spread eventsPerSecond() {
        return new Spread(drains.stream().map(Drain::eventsPerSecond).toList());
    }

    Optional<Spread> peerEventsPerSecond() {
        return peers.isEmpty() ? Optional.empty() : Optional.of(new Spread(peers));
    }

    Optional<Double> ratio() {
        return peerEventsPerSecond().map(peer -> eventsPerSecond().median() / peer.median());
    }

    Spread cpuMicrosPerEvent() {
        return new Spread(drains.stream().map(Drain::cpuMicrosPerEvent).toList());
    }

    double stateBytesPerUser() {
        return (double) drains.get(drains.size() - 1).userBytes() / users;
    }

    double fractionOfCeiling() {
        return eventsPerSecond().median() / ceiling.eventsPerSecond();
    }

    public void writeTo(ObjectNode json) {
        json.put("events", settings.events());
        json.put("items", settings.items());
        json.put("hidden", settings.hidden());
        json.put("users", users);
        json.put("parallelism", settings.parallelism());
        machine.writeTo(json.putObject("machine"));
        json.put("sound", isSound());
        json.put("eventsPerSecond", eventsPerSecond().median());
        eventsPerSecond().writeTo(json.putObject("spread"));
        peerEventsPerSecond().ifPresent(peer -> {
            ObjectNode ofPeer = json.putObject("peer");
            ofPeer.put("eventsPerSecond", peer.median());
            peer.writeTo(ofPeer.putObject("spread"));
        });
        ratio().ifPresent(ratio -> json.put("ratio", ratio));
        json.put("processCpuMicrosPerEvent", cpuMicrosPerEvent().median());
        profile.writeTo(json.putObject("cpuMicrosPerEvent"));
        profiled.writeTo(json.putObject("profiled"));
        json.put("stateBytesPerUser", stateBytesPerUser());
        ceiling.writeTo(json.putObject("ceiling"));
        json.put("fractionOfCeiling", fractionOfCeiling());
        load.ifPresent(measured -> measured.writeTo(json.putObject("latencyMs")));
        ArrayNode repetitions = json.putArray("repetitions");
        drains.forEach(drain -> drain.writeTo(repetitions.addObject()));
    }

    /** The last thing that the benchmark prints. */
    public String summary() {
        return """

                %,d events of %,d users, %,d items, hidden size %d, parallelism %d%s
                  machine       %s
                  drained       %s events/s
                  peer          %s
                  ceiling       %s
                                reached: %.0f %%
                  CPU           %.1f µs an event for the whole process; of one more drain with the profiler on, %.1f µs, by stage%s:
                %s  state         %,.0f bytes a user
                  latency       %s
                """.formatted(
                settings.events(),
                users,
                settings.items(),
                settings.hidden(),
                settings.parallelism(),
                isSound() ? "" : "\n  NOT SOUND: " + drains,
                machine,
                eventsPerSecond(),
                peerEventsPerSecond()
                        .map(peer -> peer + " events/s; ours are %.2f times as many".formatted(ratio().orElseThrow()))
                        .orElse("none (--peer)"),
                ceiling,
                PERCENT * fractionOfCeiling(),
                cpuMicrosPerEvent().median(),
                profile.cpuMicrosPerEvent(),
                profile.isSparse() ? " (of %,d samples: too few to tell)".formatted(profile.samples()) : "",
                profile.stages(),
                stateBytesPerUser(),
                load.map(LoadFigures::toString).orElse("not measured (--rate)"));
    }
}
