package io.segue.streaming.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.evaluation.Contender;
import io.segue.models.gru.ContextFusion;
import io.segue.models.gru.ContextInput;
import io.segue.models.gru.GruSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContenderCatalogueTest {
    private final ContenderCatalogue all = ContenderCatalogue.all(ContenderSettings.DEFAULT);

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
    void saysThatVariantsOfTheRankerShareTheSessionModels() {
        assertThat(all.named(List.of("rank", "rank without model"))).allMatch(Contender::sharesModels);
        assertThat(all.named(List.of("context-gru", "context-gru without copy", "rank-online")))
                .noneMatch(Contender::sharesModels);
    }

    @Test
    void namesWhatCanBeAblated() {
        assertThat(all.ablatedNames())
                .contains("context-gru", "context-gru without copy", "rank", "rank without hidden layer")
                .doesNotContain("gru", "rank-online")
                .containsAll(all.withVariants(List.of("context-gru", "rank")).stream()
                        .map(Contender::name)
                        .toList());
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
        assertThat(GruVariants.of(ContenderSettings.DEFAULT))
                .hasSizeGreaterThan(15)
                .allSatisfy(variant -> assertThat(gruOf(variant)).isNotEqualTo(GruSettings.DEFAULT))
                .extracting(ContenderCatalogueTest::gruOf)
                .doesNotHaveDuplicates();
    }

    @Test
    void offersAMemoryByNameAndTheBatchesThatHaveNone() {
        GruSettings remembering =
                GruSettings.DEFAULT.withNetwork(GruSettings.DEFAULT.network().withMemory(true));
        ContenderCatalogue withMemory = ContenderCatalogue.all(with(remembering));

        assertThat(variant(all, "context-gru with memory")).isEqualTo(remembering);
        assertThat(variant(withMemory, "context-gru without copy").network().memory())
                .isTrue();
        assertThat(variant(withMemory, "context-gru with session-parallel batches"))
                .isEqualTo(variant(all, "context-gru with session-parallel batches"));
    }

    @Test
    void changesOneInputOfWhateverTheModelReads() {
        ContenderCatalogue catalogue = ContenderCatalogue.all(with(GruSettings.DEFAULT.withNetwork(GruSettings.DEFAULT
                .network()
                .withContext(Set.of(ContextInput.TYPE, ContextInput.HOUR), ContextFusion.ADDED))));

        assertThat(inputs(catalogue, "without event type")).containsExactly(ContextInput.HOUR);
        assertThat(inputs(catalogue, "with the gap as a number"))
                .containsExactlyInAnyOrder(ContextInput.TYPE, ContextInput.HOUR, ContextInput.LOG_GAP);
        assertThat(inputs(catalogue, "with hour and weekday"))
                .containsExactlyInAnyOrder(ContextInput.TYPE, ContextInput.HOUR, ContextInput.DAY);
    }

    private static Set<ContextInput> inputs(ContenderCatalogue catalogue, String change) {
        return variant(catalogue, "context-gru " + change).network().contextInputs();
    }

    private static ContenderSettings with(GruSettings gru) {
        return new ContenderSettings(
                gru,
                ContenderSettings.DEFAULT.plain(),
                ContenderSettings.DEFAULT.similar(),
                ContenderSettings.DEFAULT.ranking(),
                ContenderSettings.DEFAULT.device(),
                ContenderSettings.DEFAULT.counts(),
                ContenderSettings.DEFAULT.ranks(),
                ContenderSettings.DEFAULT.live(),
                ContenderSettings.DEFAULT.trainingListener());
    }

    private static GruSettings variant(ContenderCatalogue catalogue, String name) {
        return gruOf(catalogue.named(List.of(name)).get(0));
    }

    private static GruSettings gruOf(Contender variant) {
        return ((GruContender) ((Variant) variant).contender()).gru();
    }
}
