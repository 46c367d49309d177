package io.segue.state.live;

import io.segue.state.session.SessionEvent;
import io.segue.state.session.TurnPlace;
import java.util.List;

/**
 * All that the ranking operator remembers of one user.
 *
 * @param sessionId of the session last seen, empty for a new user
 * @param neighbours successors of that session's items
 * @param history items of the user's past, this session included
 * @param served the list last answered with in that session
 * @param impressions what was shown in vain, in this session and earlier ones; none where nothing depends on it
 * @param newest place of the newest turn that was answered
 */
public record RankerState(
        String sessionId,
        SessionNeighbours neighbours,
        UserHistory history,
        ServedList served,
        Impressions impressions,
        TurnPlace newest) {
    /** A user never seen before. */
    public static final RankerState NEW = new RankerState(
            "", SessionNeighbours.NONE, UserHistory.NONE, ServedList.NONE, Impressions.NONE, TurnPlace.NONE);

    /**
     * The state in which an event finds its session: this one, or one without neighbours and list.
     *
     * @param opensSession whether the event is the first of its session
     */
    public RankerState opened(String eventsSessionId, boolean opensSession) {
        if (!opensSession && sessionId.equals(eventsSessionId)) {
            return this;
        }
        return new RankerState(eventsSessionId, SessionNeighbours.NONE, history, ServedList.NONE, impressions, newest);
    }

    /** Whether a turn that the user made later was answered before the one that stands here. */
    public boolean hasOvertaken(TurnPlace place) {
        return place.isBefore(newest);
    }

    /** The same with a newest turn that stands here. */
    public RankerState at(TurnPlace place) {
        return new RankerState(sessionId, neighbours, history, served, impressions, place);
    }

    /**
     * Takes in a turn that this state had overtaken: its session and its list stay the newest ones.
     *
     * @param answered what that turn made of this state
     */
    public RankerState plusOvertaken(RankerState answered) {
        return new RankerState(
                sessionId,
                sessionId.equals(answered.sessionId) ? answered.neighbours : neighbours,
                answered.history,
                served,
                answered.impressions,
                newest);
    }

    /** Takes an event into the open session; it is a reaction to having been shown its item. */
    public RankerState plus(SessionEvent event, List<Neighbour> newestNeighbours, LiveSettings settings) {
        return new RankerState(
                sessionId,
                neighbours.plus(newestNeighbours, settings),
                history.plus(event, settings.historyMax()),
                served,
                impressions.reacted(event.itemId()),
                newest);
    }

    /**
     * The state after an answer.
     *
     * @param impressionsKept items whose impressions are remembered, 0 for none
     */
    public RankerState answered(ServedList newServed, int impressionsKept) {
        return new RankerState(
                sessionId,
                neighbours,
                history,
                newServed,
                impressions.shown(newServed.itemIds(), impressionsKept),
                newest);
    }
}
