/** Who proposes items for a session, each from its own kind of evidence. */
@NullMarked
package io.segue.models.retrieval;

import org.jspecify.annotations.NullMarked;
