/** What the tests of all lists say together. */
@NullMarked
package io.segue.operators.prequential;

import org.jspecify.annotations.NullMarked;
