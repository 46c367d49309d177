/** Calls of a model, by engine, size of the catalogue and batch, beside what the core can do. */
@NullMarked
package io.segue.streaming.bench.score;

import org.jspecify.annotations.NullMarked;
