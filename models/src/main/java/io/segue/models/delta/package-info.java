/** What a model learned since it was released: its changed rows, and the file that holds them. */
@NullMarked
package io.segue.models.delta;

import org.jspecify.annotations.NullMarked;
