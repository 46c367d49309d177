package io.segue.streaming.options;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.gate.GateSettings;
import io.segue.models.tuning.SettingsFile;
import io.segue.operators.retrain.RetrainSchedule;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the RetrainJob trains.
 *
 * @param storeFolder where bundles go, a path that every process which serves them can read
 * @param schedule when
 * @param days of the session log that are learned from, the newest
 * @param sessionsMin fewer are not trained on
 * @param slice the end of those days, which a candidate does not learn from and is judged on
 * @param settingsFile settings of the models, as {@code ./segue tune} writes them; empty for the defaults
 * @param gate what a candidate has to prove
 */
public record RoundSettings(
        String storeFolder,
        RetrainSchedule schedule,
        int days,
        int sessionsMin,
        Duration slice,
        String settingsFile,
        GateSettings gate)
        implements Serializable {

    public RoundSettings {
        require(days >= 1 && days <= 36_500, RetrainJobOptions.RETRAIN_DAYS.key(), days, "within [1, 36500]");
        require(sessionsMin >= 1, RetrainJobOptions.RETRAIN_SESSIONS_MIN.key(), sessionsMin, "at least 1");
        require(
                slice.toMillis() >= 1_000 && slice.compareTo(Duration.ofDays(days)) < 0,
                RetrainJobOptions.RETRAIN_SLICE.key(),
                slice,
                "within [1 s, " + RetrainJobOptions.RETRAIN_DAYS.key() + " = " + days + " d)");
        models(settingsFile);
    }

    public Path store() {
        return Path.of(storeFolder);
    }

    /** The settings of the models. */
    public SettingsFile models() {
        return models(settingsFile);
    }

    private static SettingsFile models(String file) {
        try {
            return file.isEmpty() ? SettingsFile.DEFAULT : SettingsFile.read(Path.of(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    RetrainJobOptions.RETRAIN_SETTINGS_FILE.key() + " " + file + " cannot be read", unreadable);
        }
    }
}
