package io.segue.streaming.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.operators.retrain.RetrainClock;
import io.segue.state.settings.InvalidOptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetrainSettingsTest {
    private static RetrainSettings settings(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(Map.of("segue.sessions.folder", "/sessions"));
        all.putAll(options);
        return RetrainSettings.of(Configuration.fromMap(all));
    }

    @Test
    void readsWithAGroupOfItsOwn() {
        RetrainSettings settings = settings(Map.of());

        assertThat(settings.source().groupId()).isEqualTo("segue-retrain");
        assertThat(settings.source().connection())
                .isEqualTo(settings.job().source().connection());
    }

    @Test
    void countsTheTimeOfTheEventsWhereItIsAskedTo() {
        RetrainSettings settings =
                settings(Map.of("segue.retrain.store.folder", "/store", "segue.retrain.clock", "event"));

        assertThat(settings.rounds().orElseThrow().schedule().clock()).isEqualTo(RetrainClock.EVENT);
    }

    @Test
    void carriesTheSettingsOfTheModelsToWhereTheJobRuns(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("best.json"), "{\"gru\": {\"network\": {\"hiddenSize\": 24}}}");
        RetrainSettings submitted = settings(
                Map.of("segue.retrain.store.folder", "/store", "segue.retrain.settings.file", file.toString()));
        Files.delete(file);

        RoundSettings there = InstantiationUtil.clone(submitted.rounds().orElseThrow());

        assertThat(there.models().gru().network().hiddenSize()).isEqualTo(24);
        assertThat(there.texts())
                .containsEntry("gru.network.hiddenSize", "24")
                .containsEntry("segue.retrain.days", "14")
                .containsEntry("segue.retrain.slice", "12 h");
    }

    @Test
    void namesAClockThatThereIsNot() {
        Map<String, String> options = Map.of("segue.retrain.store.folder", "/store", "segue.retrain.clock", "sundial");

        assertThatThrownBy(() -> settings(options))
                .hasMessage("segue.retrain.clock is 'sundial', but must be processing or event");
    }

    @ParameterizedTest
    @CsvSource({
        "segue.sessions.folder, ''",
        "segue.sessions.lateness, 8 d",
        "segue.sessions.compaction.checkpoints, 0",
        "segue.sessions.retention, 1 h",
        "segue.sessions.retention, 1 d",
        "segue.retrain.group.id, segue-recommend",
    })
    void namesTheOptionThatCannotBeUsed(String key, String value) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(key);
    }
}
