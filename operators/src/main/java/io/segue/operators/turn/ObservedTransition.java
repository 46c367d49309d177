package io.segue.operators.turn;

import io.segue.state.live.Transition;

/** One item came after another, at this event time. */
public record ObservedTransition(Transition transition, long eventTimeMs) implements SessionSignal {
    @Override
    public String itemId() {
        return transition.fromItemId();
    }
}
