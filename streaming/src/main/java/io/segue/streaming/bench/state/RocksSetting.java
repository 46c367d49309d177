package io.segue.streaming.bench.state;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;

/**
 * A setting of RocksDB.
 *
 * @param options of Flink, beside those of a local run
 */
record RocksSetting(String name, Map<String, String> options) {
    private static final String MEMORY = "state.backend.rocksdb.memory.fixed-per-slot";
    private static final String BLOOM = "state.backend.rocksdb.use-bloom-filter";
    private static final String COMPRESSION = "state.backend.rocksdb.compression.per.level";

    /** The first is what the jobs run with. */
    static final List<RocksSetting> ALL = List.of(
            new RocksSetting("as the jobs run", Map.of()),
            new RocksSetting("bloom filter", Map.of(BLOOM, "true")),
            new RocksSetting("no compression", Map.of(COMPRESSION, "NO_COMPRESSION")),
            new RocksSetting("Snappy", Map.of(COMPRESSION, "SNAPPY_COMPRESSION")),
            new RocksSetting("64 MiB of memory", Map.of(MEMORY, "64m")),
            new RocksSetting("1 GiB of memory", Map.of(MEMORY, "1g")),
            new RocksSetting("1 GiB, bloom filter", Map.of(MEMORY, "1g", BLOOM, "true")));

    Configuration configuration() {
        return Configuration.fromMap(options);
    }
}
