package io.segue.operators.scoring;

import io.segue.state.interaction.Interaction;
import io.segue.state.session.SessionStep;

/** One interaction that is due an answer, with what it does to its user. */
record Turn(Interaction interaction, SessionStep step) {}
