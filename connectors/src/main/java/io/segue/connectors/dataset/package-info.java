/** Event logs in files. */
@NullMarked
package io.segue.connectors.dataset;

import org.jspecify.annotations.NullMarked;
