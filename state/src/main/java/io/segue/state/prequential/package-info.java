/** Test, then train: what becomes of the lists that were shown, and how good that makes a model. */
@NullMarked
package io.segue.state.prequential;

import org.jspecify.annotations.NullMarked;
