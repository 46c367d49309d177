/** What models are trained on. */
@NullMarked
package io.segue.models.training;

import org.jspecify.annotations.NullMarked;
