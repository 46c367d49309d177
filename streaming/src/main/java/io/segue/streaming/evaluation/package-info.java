/** What is compared by {@code ./segue evaluate}, and how the outcome is shown. */
@NullMarked
package io.segue.streaming.evaluation;

import org.jspecify.annotations.NullMarked;
