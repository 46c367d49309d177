/** The whole job, from topics full of events to the answers: events a second, CPU by stage, latency. */
@NullMarked
package io.segue.streaming.bench.pipeline;

import org.jspecify.annotations.NullMarked;
