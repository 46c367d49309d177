/** The one feature function that serving, training and evaluation share. */
@NullMarked
package io.segue.state.feature;

import org.jspecify.annotations.NullMarked;
