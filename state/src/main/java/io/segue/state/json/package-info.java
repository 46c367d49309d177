/** The JSON form of the contracts; a JSON Schema of each lies in the resources. */
@NullMarked
package io.segue.state.json;

import org.jspecify.annotations.NullMarked;
