/** Every option of the job: key, type, default, meaning; read, checked, documented. */
@NullMarked
package io.segue.streaming.options;

import org.jspecify.annotations.NullMarked;
