/** What a round of the RetrainJob does: from the session log to a bundle, past the gate, to a release. */
@NullMarked
package io.segue.streaming.retrain;

import org.jspecify.annotations.NullMarked;
