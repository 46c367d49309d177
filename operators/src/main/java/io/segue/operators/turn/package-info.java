/** What is handed from one operator to the next while an interaction is answered. */
@NullMarked
package io.segue.operators.turn;

import org.jspecify.annotations.NullMarked;
