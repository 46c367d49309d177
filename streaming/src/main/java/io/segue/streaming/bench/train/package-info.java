/** How many events a second a training learns from. */
@NullMarked
package io.segue.streaming.bench.train;

import org.jspecify.annotations.NullMarked;
