/** Producers and consumers outside Flink: a log played again, releases published, answers read. */
@NullMarked
package io.segue.connectors.replay;

import org.jspecify.annotations.NullMarked;
