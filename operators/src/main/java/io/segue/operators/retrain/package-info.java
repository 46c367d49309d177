/** The loop that learns: when a model is trained anew, and what is released of it. */
@NullMarked
package io.segue.operators.retrain;

import org.jspecify.annotations.NullMarked;
