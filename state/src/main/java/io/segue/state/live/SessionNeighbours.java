package io.segue.state.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The neighbours of all items of a session, an older item's counting less with every event after it; never more than
 * the caller's limit.
 *
 * @param neighbours strongest first, ties by item id
 */
public record SessionNeighbours(List<Neighbour> neighbours) {
    public static final SessionNeighbours NONE = new SessionNeighbours(List.of());

    public SessionNeighbours {
        neighbours = List.copyOf(neighbours);
    }

    /** Takes in the neighbours of the newest item. */
    public SessionNeighbours plus(List<Neighbour> ofNewest, LiveSettings settings) {
        float kept = (float) settings.sessionDecay();
        Map<String, Neighbour> sums = new HashMap<>();
        for (Neighbour old : neighbours) {
            sums.put(
                    old.itemId(),
                    new Neighbour(
                            old.itemId(),
                            kept * old.fast(),
                            kept * old.medium(),
                            kept * old.slow(),
                            old.causeItemId()));
        }
        for (Neighbour fresh : ofNewest) {
            sums.merge(fresh.itemId(), fresh, SessionNeighbours::sum);
        }
        List<Neighbour> next = new ArrayList<>(sums.values());
        next.sort(Neighbour.STRONGEST_FIRST);
        return new SessionNeighbours(next.subList(0, Math.min(next.size(), settings.successorsMax())));
    }

    private static Neighbour sum(Neighbour old, Neighbour fresh) {
        String cause = old.strength() > fresh.strength() ? old.causeItemId() : fresh.causeItemId();
        return new Neighbour(
                old.itemId(),
                old.fast() + fresh.fast(),
                old.medium() + fresh.medium(),
                old.slow() + fresh.slow(),
                cause);
    }

    public Optional<Neighbour> of(String itemId) {
        return neighbours.stream()
                .filter(neighbour -> neighbour.itemId().equals(itemId))
                .findFirst();
    }
}
