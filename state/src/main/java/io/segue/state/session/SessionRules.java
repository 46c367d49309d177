package io.segue.state.session;

import io.segue.state.interaction.Interaction;

/**
 * Decides what one interaction does to its user; plain Java, no clock.
 *
 * <ol>
 *   <li>An event id seen before is a duplicate, whatever its time.
 *   <li>An interaction is late when both the stream (the watermark) and its own user are further ahead of it than the
 *       lateness. The first alone would let a stranger's clock silence an honest visitor; the second alone would
 *       count a visitor's views late because a catching-up job read the purchases topic first.
 *   <li>A user with more interactions than the cap, and no idle gap between them, is suppressed until there is one:
 *       other session ids do not help.
 *   <li>Everything else is answered, in order of arrival: event time decides when a session ends, never whether a
 *       visitor gets an answer. One that is older than its user's newest, and not late, belongs to the open session.
 * </ol>
 */
public final class SessionRules {
    private final SessionSettings settings;

    public SessionRules(SessionSettings settings) {
        this.settings = settings;
    }

    /**
     * Applies one interaction.
     *
     * @param watermarkMs event time up to which the stream is complete, epoch milliseconds
     */
    public SessionStep apply(UserState user, Interaction interaction, long watermarkMs) {
        if (user.recentEventIds().contains(interaction.eventId())) {
            return new SessionStep(Outcome.DUPLICATE, user, user);
        }
        if (isLate(user, interaction, watermarkMs)) {
            return new SessionStep(Outcome.LATE, user, user);
        }
        UserState opened = user.opened(interaction, settings);
        if (opened.eventsCount() >= settings.eventsMax()) {
            return new SessionStep(Outcome.SUPPRESSED, opened, opened.counted(interaction, settings));
        }
        return new SessionStep(Outcome.ANSWERED, opened, opened.appended(interaction, settings));
    }

    private boolean isLate(UserState user, Interaction interaction, long watermarkMs) {
        if (user.isNew()) {
            return false;
        }
        long progressMs = Math.min(watermarkMs, user.newestTimestampMs());
        return progressMs > interaction.timestampMs() + settings.lateness().toMillis();
    }
}
