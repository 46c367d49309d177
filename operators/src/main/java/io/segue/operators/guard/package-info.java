/** Parts valid records from dead letters, and counts both. */
@NullMarked
package io.segue.operators.guard;

import org.jspecify.annotations.NullMarked;
