/** Options that have been checked. */
@NullMarked
package io.segue.state.settings;

import org.jspecify.annotations.NullMarked;
