package io.segue.connectors.sessionlog;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;
import java.time.Duration;

/**
 * Where the session log lies, and how.
 *
 * @param folder path or URI of a file system that Flink knows; every TaskManager writes there
 * @param compactionCheckpoints after how many checkpoints the files of a day are put together in one, and are seen
 * @param retention event time after which the folder of a day is deleted
 */
public record SessionLogSettings(String folder, int compactionCheckpoints, Duration retention) implements Serializable {
    public static final String FOLDER = "segue.sessions.folder";
    public static final String COMPACTION_CHECKPOINTS = "segue.sessions.compaction.checkpoints";
    public static final String RETENTION = "segue.sessions.retention";

    public SessionLogSettings {
        require(!folder.isBlank(), FOLDER, "'" + folder + "'", "a folder that all TaskManagers share");
        require(
                compactionCheckpoints >= 1 && compactionCheckpoints <= 10_000,
                COMPACTION_CHECKPOINTS,
                compactionCheckpoints,
                "within [1, 10000]");
        require(retention.toDays() >= 1 && retention.toDays() <= 36_500, RETENTION, retention, "within [1 d, 36500 d]");
    }
}
