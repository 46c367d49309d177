/** A real Kafka broker inside this JVM, for the local run and for tests. */
@NullMarked
package io.segue.connectors.broker;

import org.jspecify.annotations.NullMarked;
