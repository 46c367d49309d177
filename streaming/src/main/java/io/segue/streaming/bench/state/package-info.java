/** What a user's state costs: its bytes, its serializer, RocksDB's settings, checkpoints and a restore. */
@NullMarked
package io.segue.streaming.bench.state;

import org.jspecify.annotations.NullMarked;
