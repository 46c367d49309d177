package io.segue.connectors.replay;

import io.segue.state.interaction.Interaction;

/** Where replayed events go. */
@FunctionalInterface
public interface EventOutput {
    void publish(Interaction interaction);
}
