package io.segue.state.feature;

/** What a session model reads in one step: an item and its context. */
public record StepInput(String itemId, ContextFeatures context) {}
