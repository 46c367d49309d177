/** Versioned binary forms of what Flink keeps in state and sends over the network. */
@NullMarked
package io.segue.state.serialization;

import org.jspecify.annotations.NullMarked;
