/** Pointers to models: which bundle serves, and which one did. */
@NullMarked
package io.segue.state.release;

import org.jspecify.annotations.NullMarked;
