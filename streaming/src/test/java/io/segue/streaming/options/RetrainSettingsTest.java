package io.segue.streaming.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.gru.GruLearnerSettings;
import io.segue.operators.retrain.RetrainClock;
import io.segue.state.prequential.DropSettings;
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
    void trainsAtOnceWhereTheListsBecameAsMuchWorseAsItIsTold() {
        String store = "segue.retrain.store.folder";
        assertThat(settings(Map.of(store, "/store"))
                        .rounds()
                        .orElseThrow()
                        .schedule()
                        .drop())
                .isEqualTo(DropSettings.DEFAULT);

        RetrainSettings told = settings(
                Map.of(store, "/store", "segue.retrain.early.drop", "0.2", "segue.retrain.early.tests.min", "300"));
        assertThat(told.rounds().orElseThrow().schedule().drop()).isEqualTo(new DropSettings(0.2, 300));
    }

    @Test
    void namesAClockThatThereIsNot() {
        Map<String, String> options = Map.of("segue.retrain.store.folder", "/store", "segue.retrain.clock", "sundial");

        assertThatThrownBy(() -> settings(options))
                .hasMessage("segue.retrain.clock is 'sundial', but must be processing or event");
    }

    @Test
    void learnsOnWhereThereIsAStoreUnlessToldOtherwise() {
        Map<String, String> store = Map.of("segue.retrain.store.folder", "/models");

        assertThat(settings(Map.of()).learning()).isEmpty();
        assertThat(settings(store).learning()).hasValueSatisfying(learning -> {
            assertThat(learning.learner().modelName()).isEqualTo("segue");
            assertThat(learning.gru()).isEqualTo(GruLearnerSettings.DEFAULT);
        });
        Map<String, String> off = new HashMap<>(store);
        off.put("segue.learn.enabled", "false");
        assertThat(settings(off).learning()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"segue.retrain.full.every, 0", "segue.retrain.warm.epochs, 0"})
    void namesTheOptionOfARoundThatCannotBeUsed(String key, String value) {
        assertThatThrownBy(() -> settings(Map.of("segue.retrain.store.folder", "/store", key, value)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({
        "segue.sessions.folder, ''",
        "segue.sessions.lateness, 8 d",
        "segue.sessions.compaction.checkpoints, 0",
        "segue.sessions.retention, 1 h",
        "segue.sessions.retention, 1 d",
        "segue.retrain.group.id, segue-recommend",
        "segue.retrain.slots, many",
        "segue.learn.enabled, perhaps",
        "segue.learn.publish.every, 10 ms",
        "segue.learn.rate, 0",
        "segue.learn.changes, 5000",
        "segue.learn.events.max, 0",
        "segue.learn.waiting.max, 200001",
    })
    void namesTheOptionThatCannotBeUsed(String key, String value) {
        assertThatThrownBy(() -> settings(Map.of(key, value)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(key);
    }
}
