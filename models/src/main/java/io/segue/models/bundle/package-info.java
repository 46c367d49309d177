/** Loads bundles, refuses the wrong ones, shares the right ones among the subtasks of a process. */
@NullMarked
package io.segue.models.bundle;

import org.jspecify.annotations.NullMarked;
