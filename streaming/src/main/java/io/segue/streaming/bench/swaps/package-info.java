/** Models that are swapped while a load runs. */
@NullMarked
package io.segue.streaming.bench.swaps;

import org.jspecify.annotations.NullMarked;
