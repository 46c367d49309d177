/** The topology of the RecommendJob and the checks before it starts. */
@NullMarked
package io.segue.streaming.job;

import org.jspecify.annotations.NullMarked;
