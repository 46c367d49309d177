/** Which model may serve: a candidate is judged against the champion before anybody sees its lists. */
@NullMarked
package io.segue.models.gate;

import org.jspecify.annotations.NullMarked;
