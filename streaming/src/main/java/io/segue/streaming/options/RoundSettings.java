package io.segue.streaming.options;

import static io.segue.state.settings.Requirements.require;

import io.segue.models.gate.GateSettings;
import io.segue.models.tuning.SettingsFile;
import io.segue.operators.retrain.RetrainSchedule;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.TimeUtils;

/**
 * How the RetrainJob trains.
 *
 * @param storeFolder where bundles go, a path that every process which serves them can read
 * @param schedule when
 * @param days of the session log that are learned from, the newest
 * @param sessionsMin fewer are not trained on
 * @param slice the end of those days, which a candidate does not learn from and is judged on
 * @param warm which rounds go on from the champion
 * @param keep bundles that stay beside those of the champion and of the one before it
 * @param models settings of the models
 * @param gate what a candidate has to prove
 */
public record RoundSettings(
        String storeFolder,
        RetrainSchedule schedule,
        int days,
        int sessionsMin,
        Duration slice,
        WarmSettings warm,
        int keep,
        SettingsFile models,
        GateSettings gate)
        implements Serializable {

    public RoundSettings {
        require(days >= 1 && days <= 36_500, RetrainJobOptions.RETRAIN_DAYS.key(), days, "within [1, 36500]");
        require(sessionsMin >= 1, RetrainJobOptions.RETRAIN_SESSIONS_MIN.key(), sessionsMin, "at least 1");
        require(keep >= 0, RetrainJobOptions.RETRAIN_KEEP.key(), keep, "at least 0");
        require(
                slice.toMillis() >= 1_000 && slice.compareTo(Duration.ofDays(days)) < 0,
                RetrainJobOptions.RETRAIN_SLICE.key(),
                slice,
                "within [1 s, " + RetrainJobOptions.RETRAIN_DAYS.key() + " = " + days + " d)");
    }

    /** What a candidate has to prove, by the options. */
    public static GateSettings gateOf(Configuration options) {
        return new GateSettings(
                GateSettings.DEFAULT.primary(),
                GateSettings.DEFAULT.guard(),
                JobSettings.get(options, RetrainJobOptions.GATE_SIGNIFICANCE),
                JobSettings.get(options, RetrainJobOptions.GATE_GUARD_MARGIN),
                JobSettings.get(options, RetrainJobOptions.GATE_PREDICTIONS_MIN),
                JobSettings.get(options, RetrainJobOptions.GATE_COVERAGE_MIN),
                JobSettings.get(options, RetrainJobOptions.GATE_LIST_MS_MAX));
    }

    public Path store() {
        return Path.of(storeFolder);
    }

    /** What decides what a model becomes, as texts by option, for its lineage. */
    public Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>(models.texts());
        texts.put(RetrainJobOptions.RETRAIN_DAYS.key(), String.valueOf(days));
        texts.put(RetrainJobOptions.RETRAIN_WARM_EPOCHS.key(), String.valueOf(warm.epochs()));
        texts.put(RetrainJobOptions.RETRAIN_SLICE.key(), TimeUtils.formatWithHighestUnit(slice));
        return texts;
    }
}
