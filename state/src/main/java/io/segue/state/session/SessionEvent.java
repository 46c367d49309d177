package io.segue.state.session;

import io.segue.state.interaction.InteractionType;

/** One interaction as a session remembers it. */
public record SessionEvent(String itemId, InteractionType type, long timestampMs) {}
