/** Closed sessions as files: written exactly once by a job, read by the training and by anyone's tools. */
@NullMarked
package io.segue.connectors.sessionlog;

import org.jspecify.annotations.NullMarked;
