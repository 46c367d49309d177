package io.segue.streaming.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.baseline.StanSettings;
import io.segue.models.device.DeviceChoice;
import io.segue.models.evaluation.Contender;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.TrainingListener;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContenderCatalogueTest {
    private final ContenderCatalogue all = ContenderCatalogue.all(new ContenderSettings(
            GruSettings.DEFAULT,
            GruSettings.PLAIN,
            StanSettings.DEFAULT,
            DeviceChoice.CPU,
            false,
            TrainingListener.NONE));

    @Test
    void hasTheGru() {
        assertThat(all.named(List.of("gru", "gru"))).extracting(Contender::name).containsExactly("gru");
    }

    @Test
    void namesThoseThatThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> all.named(List.of("oracle")))
                .hasMessage("no model is called 'oracle'; there are: " + String.join(", ", all.names()));
    }
}
