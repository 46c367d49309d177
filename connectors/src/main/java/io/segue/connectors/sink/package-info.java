/** From answers and dead letters to Kafka records. */
@NullMarked
package io.segue.connectors.sink;

import org.jspecify.annotations.NullMarked;
