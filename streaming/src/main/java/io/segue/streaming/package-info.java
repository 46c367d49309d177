/** The entry point of the job on a cluster. */
@NullMarked
package io.segue.streaming;

import org.jspecify.annotations.NullMarked;
