/** Benchmarks of the whole system, each with its baseline in the same run. */
@NullMarked
package io.segue.streaming.bench;

import org.jspecify.annotations.NullMarked;
