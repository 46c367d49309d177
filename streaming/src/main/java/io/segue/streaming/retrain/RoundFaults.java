package io.segue.streaming.retrain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a round could not read and passed over: each is logged once a round, and counted. */
final class RoundFaults {
    private static final Logger LOG = LoggerFactory.getLogger(RoundFaults.class);

    private final Set<String> releases = new HashSet<>();
    private int files;

    void file(String file, String reason) {
        files++;
        LOG.warn("{} is corrupt and passed over: {}", file, reason);
    }

    /** The topic is read several times a round. */
    void releases(List<String> unreadable) {
        for (String record : unreadable) {
            if (releases.add(record)) {
                LOG.warn("A release cannot be read and is passed over: {}", record);
            }
        }
    }

    int files() {
        return files;
    }

    int releases() {
        return releases.size();
    }
}
