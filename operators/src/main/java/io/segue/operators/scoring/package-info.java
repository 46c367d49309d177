/** Takes every interaction into its session, and lets the model propose. */
@NullMarked
package io.segue.operators.scoring;

import org.jspecify.annotations.NullMarked;
