/** Answers every interaction: session, model, list. */
@NullMarked
package io.segue.operators.scoring;

import org.jspecify.annotations.NullMarked;
