package io.segue.connectors.generator;

import io.segue.state.interaction.Interaction;
import java.util.Iterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The events of a made-up shop, in event-time order and the same for the same settings.
 *
 * <p>There is something to learn: three of four steps go to one of four strong successors of the item (the first of them
 * half of the time), and after a purchase comes an accessory of what was bought. The rest is popularity (Zipf) and
 * chance. Visits come at random, last six events on average with log-normal gaps of some 20 s, and overlap.
 */
public final class EventGenerator implements Iterable<Interaction> {
    private final GeneratorSettings settings;

    public EventGenerator(GeneratorSettings settings) {
        this.settings = settings;
    }

    /** Begins anew at every call. Holds the visits that overlap and no more. */
    @Override
    public Iterator<Interaction> iterator() {
        return new EventIterator(settings);
    }

    public Stream<Interaction> stream() {
        return StreamSupport.stream(spliterator(), false);
    }
}
