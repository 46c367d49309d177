/** The command line. */
@NullMarked
package io.segue.streaming.cli;

import org.jspecify.annotations.NullMarked;
