package io.segue.streaming.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.models.format.ModelSummary;
import io.segue.streaming.local.AccountingFigures;
import java.util.Optional;

/**
 * What a demo measured.
 *
 * @param published events written to the topics
 * @param heard answers read from the topic of recommendations
 * @param seconds from the first event published to the last answer
 * @param tests interactions that tested a list
 * @param loop what was learned on the way, where anything was
 */
public record DemoFigures(
        String data,
        long badLines,
        ModelSummary model,
        double trainSeconds,
        long published,
        long heard,
        double seconds,
        AccountingFigures accounting,
        long latencyMsP50,
        long latencyMsP99,
        long tests,
        double recallGru,
        double recallPopularity,
        Optional<LoopFigures> loop) {

    /** Whether every event published was consumed and has one outcome, and every answer was heard. */
    public boolean isComplete() {
        return accounting.consumed() == published && accounting.balances() && heard == accounting.answered();
    }

    public double eventsPerSecond() {
        return seconds <= 0 ? 0 : accounting.consumed() / seconds;
    }

    public void writeTo(ObjectNode json) {
        json.put("data", data);
        json.put("badLines", badLines);
        json.put("published", published);
        accounting.writeTo(json);
        json.put("heard", heard);
        json.put("seconds", seconds);
        json.put("eventsPerSecond", eventsPerSecond());
        json.putObject("latencyMs").put("p50", latencyMsP50).put("p99", latencyMsP99);
        json.putObject("recallAt20").put("gru", recallGru).put("popularity", recallPopularity);
        json.put("prequentialTests", tests);
        json.putObject("model")
                .put("version", model.version())
                .put("items", model.itemsCount())
                .put("sessions", model.sessionsCount())
                .put("events", model.eventsCount())
                .put("trainSeconds", trainSeconds);
        accounting.writeTo(json.putObject("accounting"));
        loop.ifPresent(figures -> figures.writeTo(json));
    }

    /** The last thing that a demo prints. */
    public String summary() {
        return """

                %s, %,d bad lines
                  trained on    %,d events of %,d sessions in %.0f s: %,d items
                  published     %,d events, consumed %,d
                  = answered    %,d  (heard by a consumer outside: %,d)
                  + late        %,d
                  + duplicate   %,d
                  + dead letter %,d
                  + suppressed  %,d%s
                  speed         %,.0f events/s over %.1f s
                  latency       p50 %,d ms, p99 %,d ms from publishing an event to reading its answer
                  Recall@20     lists %.3f, popularity %.3f over %,d tests (test, then train)
                """.formatted(
                                data,
                                badLines,
                                model.eventsCount(),
                                model.sessionsCount(),
                                trainSeconds,
                                model.itemsCount(),
                                published,
                                accounting.consumed(),
                                accounting.answered(),
                                heard,
                                accounting.late(),
                                accounting.duplicate(),
                                accounting.deadLettered(),
                                accounting.suppressed(),
                                isComplete() ? "" : "\n  DOES NOT BALANCE",
                                eventsPerSecond(),
                                seconds,
                                latencyMsP50,
                                latencyMsP99,
                                recallGru,
                                recallPopularity,
                                tests)
                + loop.map(LoopFigures::summary).orElse("");
    }
}
