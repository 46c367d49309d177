/** What a visitor did: one click, view or purchase. */
@NullMarked
package io.segue.state.interaction;

import org.jspecify.annotations.NullMarked;
