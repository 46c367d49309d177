package io.segue.state.session;

/**
 * What one interaction does to its user.
 *
 * @param outcome {@link Outcome#ANSWERED} when a recommendation is due
 * @param before the state in which the interaction found its session: the open one, or one just opened
 * @param after the state to keep
 */
public record SessionStep(Outcome outcome, UserState before, UserState after) {}
