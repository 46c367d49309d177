package io.segue.streaming.retrain;

import io.segue.connectors.dataset.EventLogException;
import io.segue.connectors.replay.ItemReader;
import io.segue.connectors.sessionlog.SessionLogReader;
import io.segue.models.evaluation.LastDaysProtocol;
import io.segue.models.evaluation.Split;
import io.segue.models.evaluation.TooLittleDataException;
import io.segue.models.training.TrainingSet;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.log.LoggedEvent;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.RoundSettings;
import java.util.List;
import java.util.Locale;

/** What a round learns from and judges on: the newest days of the session log, with the items' topic as it is now. */
final class RoundData {
    private RoundData() {}

    /**
     * Reads it.
     *
     * @throws EventLogException if there is no session
     * @throws TooLittleDataException if there are too few
     */
    static Split read(JobSettings job, String sessions, RoundSettings rounds, RoundFaults faults) {
        List<Interaction> interactions =
                SessionLogReader.at(sessions).readInEventTimeOrder(rounds.days(), faults::file);
        ItemCatalogue items =
                ItemReader.read(job.source().connection(), job.topics(), job.limits(), RoundTrainer.TOPIC_TIMEOUT);
        List<LoggedEvent> events = interactions.stream()
                .map(one -> new LoggedEvent(one, one.type().name().toLowerCase(Locale.ROOT), items.of(one.itemId())))
                .toList();
        Split split = LastDaysProtocol.raw(
                        rounds.slice(), job.scorer().session().gap())
                .split(events);
        TrainingSet train = new TrainingSet(
                split.train().sessions(),
                split.train().catalogue(),
                job.ranker().rules().excludesNewest());
        return new Split(train, split.test(), split.firstSeenMs());
    }
}
