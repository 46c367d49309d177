/** What consumers read. */
@NullMarked
package io.segue.state.recommendation;

import org.jspecify.annotations.NullMarked;
