/** A training as a page for people. */
@NullMarked
package io.segue.models.report;

import org.jspecify.annotations.NullMarked;
