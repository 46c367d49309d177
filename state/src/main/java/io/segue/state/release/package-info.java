/** Pointers to models: which bundle serves, which one did, and what makes one follow the other. */
@NullMarked
package io.segue.state.release;

import org.jspecify.annotations.NullMarked;
