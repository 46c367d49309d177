/** Counts what became of every record, across restarts. */
@NullMarked
package io.segue.operators.accounting;

import org.jspecify.annotations.NullMarked;
