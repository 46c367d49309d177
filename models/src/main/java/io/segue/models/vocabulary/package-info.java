/** Item ids and their rows, known and unknown. */
@NullMarked
package io.segue.models.vocabulary;

import org.jspecify.annotations.NullMarked;
