/** A made-up shop whose visitors can be learnt. */
@NullMarked
package io.segue.connectors.generator;

import org.jspecify.annotations.NullMarked;
