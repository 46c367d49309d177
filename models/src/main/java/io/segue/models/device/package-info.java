/** Where models run: the choice of a device, the engine, and the proof that it computes what it should. */
@NullMarked
package io.segue.models.device;

import org.jspecify.annotations.NullMarked;
