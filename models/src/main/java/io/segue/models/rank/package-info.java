/** Orders the union of what all retrievers propose: features, a small network, its training. */
@NullMarked
package io.segue.models.rank;

import org.jspecify.annotations.NullMarked;
