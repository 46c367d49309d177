/** From Kafka records to valid objects or dead letters, and how far event time has come. */
@NullMarked
package io.segue.connectors.source;

import org.jspecify.annotations.NullMarked;
