/** What became of a record that is not valid. */
@NullMarked
package io.segue.state.deadletter;

import org.jspecify.annotations.NullMarked;
