/** Interactions in, closed sessions out: what is learned from. */
@NullMarked
package io.segue.operators.sessionize;

import org.jspecify.annotations.NullMarked;
