/** The model that a subtask holds, the releases that change it, and what the catalogue takes out of all lists. */
@NullMarked
package io.segue.operators.model;

import org.jspecify.annotations.NullMarked;
