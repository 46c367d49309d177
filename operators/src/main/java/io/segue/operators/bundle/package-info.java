/** Works on keyed events in bundles, so that one model call serves many of them. */
@NullMarked
package io.segue.operators.bundle;

import org.jspecify.annotations.NullMarked;
