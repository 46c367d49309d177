package io.segue.streaming.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.baseline.StanSettings;
import io.segue.models.device.DeviceChoice;
import io.segue.models.evaluation.Contender;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.TrainingListener;
import io.segue.models.rank.RankSettings;
import io.segue.models.rank.RankTrainingSettings;
import io.segue.state.live.LiveSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContenderCatalogueTest {
    private static final ContenderSettings SETTINGS = new ContenderSettings(
            GruSettings.DEFAULT,
            GruSettings.PLAIN,
            StanSettings.DEFAULT,
            RankTrainingSettings.DEFAULT,
            DeviceChoice.CPU,
            LiveSettings.DEFAULT,
            RankSettings.DEFAULT,
            false,
            TrainingListener.NONE);

    private final ContenderCatalogue all = ContenderCatalogue.all(SETTINGS);

    @Test
    void hasTheGru() {
        assertThat(all.named(List.of("gru", "gru"))).extracting(Contender::name).containsExactly("gru");
    }

    @Test
    void namesThoseThatThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> all.named(List.of("oracle")))
                .hasMessage("no model is called 'oracle'; there are: " + String.join(", ", all.names()));
    }

    @Test
    void takesAModelWithAllItsVariantsAndAVariantWithWhatItIsComparedWith() {
        assertThat(all.withVariants(List.of("rank")))
                .extracting(Contender::name)
                .startsWith("rank", "rank without model")
                .contains("rank without hidden layer")
                .doesNotContain("rank-online", "context-gru", "rank without live features");
        assertThat(all.withVariants(List.of("context-gru without content with separate inputs")))
                .extracting(Contender::name)
                .containsExactly(
                        "context-gru",
                        "context-gru without content",
                        "context-gru without content with separate inputs");
    }

    @Test
    void offersNoVariantUnasked() {
        assertThat(all.names()).contains("context-gru", "rank").noneMatch(name -> name.contains(" "));
    }

    @Test
    void hasNoNameThatAListOfNamesWouldCutInTwo() {
        assertThat(all.withVariants(all.names()))
                .extracting(Contender::name)
                .hasSizeGreaterThan(all.names().size())
                .noneMatch(name -> name.contains(","));
    }

    @Test
    void changesSomethingInEveryVariantOfTheGru() {
        assertThat(GruVariants.of(SETTINGS))
                .hasSizeGreaterThan(15)
                .allSatisfy(variant -> assertThat(gruOf(variant)).isNotEqualTo(GruSettings.DEFAULT))
                .extracting(ContenderCatalogueTest::gruOf)
                .doesNotHaveDuplicates();
    }

    private static GruSettings gruOf(Contender variant) {
        return ((GruContender) ((Variant) variant).contender()).gru();
    }
}
