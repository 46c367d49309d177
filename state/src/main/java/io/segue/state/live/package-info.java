/** What is counted in the stream and read while it is answered: popularity, successors, the own past of a user. */
@NullMarked
package io.segue.state.live;

import org.jspecify.annotations.NullMarked;
