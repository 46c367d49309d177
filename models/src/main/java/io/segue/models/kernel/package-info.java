/** Products of vectors with tables on the CPU, without an array of the engine. */
@NullMarked
package io.segue.models.kernel;

import org.jspecify.annotations.NullMarked;
