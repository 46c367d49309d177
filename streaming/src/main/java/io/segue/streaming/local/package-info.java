/** Broker, cluster and job in one process. */
@NullMarked
package io.segue.streaming.local;

import org.jspecify.annotations.NullMarked;
