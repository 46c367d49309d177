package io.segue.models.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.baseline.StanSettings;
import io.segue.models.gru.ContextFusion;
import io.segue.models.gru.ContextInput;
import io.segue.models.gru.GruSettings;
import io.segue.state.settings.InvalidOptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    @TempDir
    Path folder;

    private SettingsFile read(String json) throws IOException {
        return SettingsFile.read(Files.writeString(folder.resolve("settings.json"), json));
    }

    @Test
    void readsWhatASearchWrites() throws IOException {
        Path best = folder.resolve("best.json");
        for (Trial<GruSettings> trial : SearchSpaces.contextGru(9, 7).trials(20, 7)) {
            SettingsFile.write(best, SettingsForm.GRU, trial.settings());
            assertThat(SettingsFile.read(best)).isEqualTo(new SettingsFile(trial.settings(), StanSettings.DEFAULT));
        }
        for (Trial<StanSettings> trial : SearchSpaces.stan().trials(20, 7)) {
            SettingsFile.write(best, SettingsForm.STAN, trial.settings());
            assertThat(SettingsFile.read(best)).isEqualTo(new SettingsFile(GruSettings.DEFAULT, trial.settings()));
        }
    }

    @Test
    void readsSettingsThatNoSearchVaries() throws IOException {
        GruSettings context = GruSettings.PLAIN.withNetwork(
                GruSettings.PLAIN.network().withContext(EnumSet.allOf(ContextInput.class), ContextFusion.values()[1]));
        SettingsFile.write(folder.resolve("best.json"), SettingsForm.GRU, context);

        assertThat(SettingsFile.read(folder.resolve("best.json")).gru()).isEqualTo(context);
    }

    @Test
    void hasTheDefaultsOfWhatIsLeftOut() throws IOException {
        assertThat(read("{}")).isEqualTo(SettingsFile.DEFAULT);
        assertThat(read("{\"gru\":{\"network\":{\"hiddenSize\":96}}}").gru())
                .isEqualTo(GruSettings.DEFAULT.withHiddenSize(96));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'grus':{}} | grus is {}, but must be left out: there is no such key, but gru, stan",
                "{'gru':{'batches':{'sise':1}}} | gru.batches.sise is 1, but must be left out: there is no such key,"
                        + " but kind, size, stepsMax, negatives, negativesAlpha",
                "{'gru':{'batches':{'size':1.5}}} | gru.batches.size is 1.5, but must be a whole number",
                "{'gru':{'batches':{'size':9999999999}}} | gru.batches.size is 9999999999, but must be in the range of"
                        + " its type",
                "{'gru':{'batches':{'size':null}}} | gru.batches.size is null, but must be a whole number",
                "{'gru':{'batches':{'size':0}}} | segue.training.batch.size is 0, but must be within [1, 4096]",
                "{'gru':{'batches':{'kind':'X'}}} | gru.batches.kind is \"X\", but must be one of WHOLE_SESSIONS,"
                        + " SESSION_PARALLEL",
                "{'gru':{'batches':5}} | gru.batches is 5, but must be an object",
                "{'gru':{'network':{'contextInputs':['X']}}} | gru.network.contextInputs.0 is \"X\", but must be one of",
                "{'stan':{'idf':1}} | stan.idf is 1, but must be true or false",
                "{'stan':{'itemDecay':'3'}} | stan.itemDecay is \"3\", but must be a number",
                "{'stan':{'ageDecay':'soon'}} | stan.ageDecay is \"soon\", but must be a Duration such as PT12H",
                "{'stan':{'neighboursMax':2000}} | segue.baseline.stan.neighbours.max is 2000, but must be within",
                "[] | the file is [], but must be an object with gru, stan or both",
            })
    void namesKeyValueAndWhatIsExpected(String json, String message) {
        assertThatThrownBy(() -> read(json.replace('\'', '"')))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void namesTheLineThatIsNotJson() {
        assertThatThrownBy(() -> read("{\n\"gru\": }"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("line 2 is not JSON");
    }
}
