package io.segue.models.gru;

import io.segue.state.session.SessionEvent;
import io.segue.state.session.UserSession;
import java.util.List;

/**
 * What a training has seen and how it ended.
 *
 * @param trainedUntilMs event time of the newest event, epoch milliseconds
 * @param examplesCount predictions per epoch
 * @param vectorsIgnored items whose vector is not read, because most items have one of another length
 * @param loss mean of the last epoch, in nats
 * @param curve of the loss, from the first step to the last
 */
public record TrainingLog(
        long trainedUntilMs,
        int sessionsCount,
        long eventsCount,
        int examplesCount,
        int vectorsIgnored,
        double loss,
        List<LossPoint> curve,
        double seconds) {
    public TrainingLog {
        curve = List.copyOf(curve);
    }

    static TrainingLog of(List<UserSession> sessions, TrainingData data, TrainingClock clock) {
        long newestMs = Long.MIN_VALUE;
        long events = 0;
        for (UserSession session : sessions) {
            for (SessionEvent event : session.tail().events()) {
                newestMs = Math.max(newestMs, event.timestampMs());
                events++;
            }
        }
        return new TrainingLog(
                newestMs,
                sessions.size(),
                events,
                data.examplesCount(),
                data.items().ignoredVectors(),
                clock.epochLoss(),
                clock.curve().points(),
                clock.seconds());
    }
}
