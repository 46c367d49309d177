/** The border to Kafka and to files: topics, sources, sinks, event logs, the event generator, the embedded broker. */
@NullMarked
package io.segue.connectors;

import org.jspecify.annotations.NullMarked;
