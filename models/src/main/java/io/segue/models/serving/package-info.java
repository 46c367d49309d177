/** What the rest of Segue sees of a model: ask with a batch of sessions, get the next items. */
@NullMarked
package io.segue.models.serving;

import org.jspecify.annotations.NullMarked;
