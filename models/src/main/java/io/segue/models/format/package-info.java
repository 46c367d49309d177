/** The files of a model bundle: what they hold and how they are written. */
@NullMarked
package io.segue.models.format;

import org.jspecify.annotations.NullMarked;
