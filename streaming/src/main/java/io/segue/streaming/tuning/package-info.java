/** What {@code ./segue tune} searches, and how the outcome is shown. */
@NullMarked
package io.segue.streaming.tuning;

import org.jspecify.annotations.NullMarked;
