/** Counts what comes after an item, and tells whoever is there now. */
@NullMarked
package io.segue.operators.neighbours;

import org.jspecify.annotations.NullMarked;
