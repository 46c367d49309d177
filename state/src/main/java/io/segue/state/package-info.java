/** What a savepoint contains and which figures an operator shows: the names that outlive a release of the code. */
@NullMarked
package io.segue.state;

import org.jspecify.annotations.NullMarked;
