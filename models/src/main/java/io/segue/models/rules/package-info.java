/** What a shop demands of a list after it has been ranked. */
@NullMarked
package io.segue.models.rules;

import org.jspecify.annotations.NullMarked;
