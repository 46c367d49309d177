/** Live statistics of items. */
@NullMarked
package io.segue.operators.statistics;

import org.jspecify.annotations.NullMarked;
