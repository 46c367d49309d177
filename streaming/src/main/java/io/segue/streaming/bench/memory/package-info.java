/** Whether the memory of a process that swaps its models again and again stays what it is. */
@NullMarked
package io.segue.streaming.bench.memory;

import org.jspecify.annotations.NullMarked;
