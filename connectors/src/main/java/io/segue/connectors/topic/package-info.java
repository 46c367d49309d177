/** The topics by name, how they are created, and whether a broker answers at all. */
@NullMarked
package io.segue.connectors.topic;

import org.jspecify.annotations.NullMarked;
