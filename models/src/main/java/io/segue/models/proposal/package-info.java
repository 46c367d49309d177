/** What whoever scores items hands on. */
@NullMarked
package io.segue.models.proposal;

import org.jspecify.annotations.NullMarked;
