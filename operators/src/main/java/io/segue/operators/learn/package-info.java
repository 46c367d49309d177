/** Continual learning: a model goes on from its release, event by event, and says so by deltas. */
@NullMarked
package io.segue.operators.learn;

import org.jspecify.annotations.NullMarked;
