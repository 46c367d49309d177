/** A whole run on one machine: train, serve, replay, measure. */
@NullMarked
package io.segue.streaming.demo;

import org.jspecify.annotations.NullMarked;
