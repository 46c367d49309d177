/** The contextual GRU: training and serving. */
@NullMarked
package io.segue.models.gru;

import org.jspecify.annotations.NullMarked;
