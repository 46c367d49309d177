/** Named arrays of floats, and the file that holds them. */
@NullMarked
package io.segue.models.tensor;

import org.jspecify.annotations.NullMarked;
