/** Merges the proposals of all, and answers. */
@NullMarked
package io.segue.operators.ranking;

import org.jspecify.annotations.NullMarked;
