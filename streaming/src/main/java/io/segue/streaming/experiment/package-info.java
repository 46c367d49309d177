/** What came of an experiment. */
@NullMarked
package io.segue.streaming.experiment;

import org.jspecify.annotations.NullMarked;
