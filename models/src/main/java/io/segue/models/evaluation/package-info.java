/** How good are the lists: protocols, metrics, comparisons. */
@NullMarked
package io.segue.models.evaluation;

import org.jspecify.annotations.NullMarked;
