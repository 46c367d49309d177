/** Streaming popularity with exponential decay. */
@NullMarked
package io.segue.state.popularity;

import org.jspecify.annotations.NullMarked;
