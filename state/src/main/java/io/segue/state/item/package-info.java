/** What the catalogue says of an item. */
@NullMarked
package io.segue.state.item;

import org.jspecify.annotations.NullMarked;
