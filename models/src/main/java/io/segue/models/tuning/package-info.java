/** Search for better settings: what is drawn, how it is judged, what goes on, and what is kept of it on disk. */
@NullMarked
package io.segue.models.tuning;

import org.jspecify.annotations.NullMarked;
