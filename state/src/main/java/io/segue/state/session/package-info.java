/** A user's session and the pure rules that move it from one interaction to the next. */
@NullMarked
package io.segue.state.session;

import org.jspecify.annotations.NullMarked;
