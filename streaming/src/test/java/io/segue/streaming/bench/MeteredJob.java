package io.segue.streaming.bench;

import io.segue.operators.model.ModelSource;
import io.segue.operators.neighbours.ItemNeighbours;
import io.segue.operators.ranking.Ranker;
import io.segue.operators.scoring.SessionScorer;
import io.segue.operators.statistics.ItemStatistics;
import io.segue.operators.turn.NeighbouredTurn;
import io.segue.operators.turn.SessionSignal;
import io.segue.operators.turn.TurnTypes;
import io.segue.state.control.ControlMessage;
import io.segue.state.control.ControlMessage.ItemChanged;
import io.segue.state.control.ControlMessage.ReleaseChanged;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.Item;
import io.segue.state.json.RecommendationJson;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.release.Release;
import io.segue.state.serialization.SegueTypes;
import io.segue.streaming.options.JobSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * The operators that answer, in a row on one thread: what one emits is written and read again, as on its way by the
 * network, before the next one gets it.
 */
final class MeteredJob implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final CostMeter meter;
    private final OperatorTask<Interaction, Item, ControlMessage> statistics;
    private final OperatorTask<Interaction, ControlMessage, SessionSignal> scorer;
    private final OperatorTask<SessionSignal, ControlMessage, NeighbouredTurn> neighbours;
    private final OperatorTask<NeighbouredTurn, ControlMessage, Recommendation> ranker;
    private final DataOutputSerializer written = new DataOutputSerializer(BUFFER_BYTES);
    private long bytesSent;

    MeteredJob(JobSettings job, ModelSource models, CostMeter meter) throws Exception {
        this.meter = meter;
        statistics = new OperatorTask<>(
                new ItemStatistics(job.statistics()),
                SegueTypes.CONTROL,
                Interaction::itemId,
                Interaction::timestampMs);
        scorer = new OperatorTask<>(
                new SessionScorer(job.scorer(), models),
                TurnTypes.SESSION_SIGNAL,
                Interaction::userId,
                Interaction::timestampMs);
        neighbours = new OperatorTask<>(
                new ItemNeighbours(job.neighbours(), models),
                TurnTypes.NEIGHBOURED_TURN,
                SessionSignal::itemId,
                SessionSignal::eventTimeMs);
        ranker = new OperatorTask<>(
                new Ranker(job.ranker(), models),
                SegueTypes.RECOMMENDATION,
                NeighbouredTurn::userId,
                turn -> turn.turn().eventTimeMs());
    }

    /** Opens the tasks, and tells them of the model, which they begin to load, and of the items. */
    void open(Release release, List<Item> items) throws Exception {
        List<ControlMessage> control = new ArrayList<>(List.of(new ReleaseChanged(release)));
        items.forEach(item -> control.add(new ItemChanged(item)));
        statistics.open();
        scorer.open();
        neighbours.open();
        ranker.open();
        scorer.tell(control);
        neighbours.tell(control.subList(0, 1));
        ranker.tell(control);
    }

    /** Lets processing time go on: what has loaded comes into service, and what was counted is announced. */
    void advance(long ms) throws Exception {
        for (OperatorTask<?, ?, ?> task : List.of(statistics, scorer, neighbours, ranker)) {
            task.setProcessingTime(task.getProcessingTime() + ms);
        }
    }

    List<Recommendation> answer(List<Interaction> interactions) throws Exception {
        meter.measure("count of items", () -> statistics.process(interactions));
        List<SessionSignal> signals = meter.measure("sessions and their state", () -> scorer.process(interactions));
        List<SessionSignal> signalled = sent("to the items", signals, TurnTypes.SESSION_SIGNAL);
        List<NeighbouredTurn> turns = meter.measure("successors of items", () -> neighbours.process(signalled));
        List<NeighbouredTurn> neighboured = sent("to the users", turns, TurnTypes.NEIGHBOURED_TURN);
        List<Recommendation> answers = meter.measure("ranking", () -> ranker.process(neighboured));
        meter.measure("JSON", () -> written(answers));
        announce();
        return answers;
    }

    private void announce() throws Exception {
        advance(1_000);
        List<ControlMessage> changed = statistics.taken();
        meter.measure("counts told", () -> {
            scorer.tell(changed);
            ranker.tell(changed);
            return changed;
        });
    }

    private static int written(List<Recommendation> answers) {
        int bytes = 0;
        for (Recommendation answer : answers) {
            bytes += RecommendationJson.write(answer).length;
        }
        return bytes;
    }

    private <T> List<T> sent(String part, List<T> elements, TypeInformation<T> type) throws Exception {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        List<T> read = new ArrayList<>(elements.size());
        return meter.measure(part, () -> {
            for (T element : elements) {
                read.add(roundTrip(element, serializer));
            }
            return read;
        });
    }

    private <T> T roundTrip(T element, TypeSerializer<T> serializer) throws IOException {
        written.clear();
        serializer.serialize(element, written);
        bytesSent += written.length();
        return serializer.deserialize(new DataInputDeserializer(written.getSharedBuffer(), 0, written.length()));
    }

    /** Bytes that went from one operator to another. */
    long bytesSent() {
        return bytesSent;
    }

    @Override
    public void close() throws Exception {
        statistics.close();
        scorer.close();
        neighbours.close();
        ranker.close();
    }
}
