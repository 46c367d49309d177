package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.release.ModelPointer;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseRefusedException;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Variant;
import io.segue.state.release.VariantList;
import io.segue.state.release.VariantModel;
import io.segue.state.release.VariantModel.Pinned;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariantTextTest {
    private static final String SHA = "ab".repeat(32);

    private static Variant parse(String text) throws ReleaseRefusedException {
        return VariantText.parse(text, version -> {
            if (version.equals("v9")) {
                throw new ReleaseRefusedException("there is no v9");
            }
            ReleaseState state = version.equals("bad") ? ReleaseState.REJECTED : ReleaseState.RETIRED;
            return new Release("gru", version, state, "/m", SHA, 1, Map.of(), Map.of(), 2).in(state, "why");
        });
    }

    @Test
    void takesTheWholeRecommenderOfTheChampionUnlessToldOtherwise() throws Exception {
        assertThat(parse("b,share=0.1"))
                .isEqualTo(new Variant("b", 0.1, false, VariantList.RANKED, VariantModel.CHAMPION));
        assertThat(parse("frozen,shadow,share=1,list=model,model=champion-as-released"))
                .isEqualTo(new Variant("frozen", 1, true, VariantList.MODEL, VariantModel.CHAMPION_AS_RELEASED));
    }

    @Test
    void turnsAVersionIntoAPointer() throws Exception {
        assertThat(parse("b,model=v1,share=0.1").model()).isEqualTo(new Pinned(new ModelPointer("v1", "/m", SHA)));
    }

    @Test
    void refusesAVersionThatIsRejectedOrUnknown() {
        assertThatThrownBy(() -> parse("b,share=0.1,model=bad"))
                .isInstanceOf(ReleaseRefusedException.class)
                .hasMessage("version bad of model gru is rejected (why)");
        assertThatThrownBy(() -> parse("b,share=0.1,model=v9")).hasMessage("there is no v9");
    }

    @Test
    void tellsOfAVersionThatWasRejectedSinceAndOnlyWhereItIsAsked() throws Exception {
        Variant ranked = parse("b,share=0.1,model=v1");
        Variant popular = parse("c,share=0.1,model=v1,list=popularity");
        Release release = new Release("gru", "v1", ReleaseState.CANDIDATE, "/m", SHA, 1, Map.of(), Map.of(), 2);
        ReleaseHistory history = ReleaseHistory.of(List.of(release));
        assertThat(VariantText.rejection(ranked, "gru", history)).isEmpty();

        history.add(release.in(ReleaseState.REJECTED, "rolled back"));

        assertThat(VariantText.rejection(ranked, "gru", history)).contains("rolled back");
        assertThat(VariantText.rejection(ranked, "another", history)).isEmpty();
        assertThat(VariantText.rejection(popular, "gru", history)).isEmpty();
        assertThat(VariantText.rejection(parse("d,share=0.1"), "gru", history)).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        Map<String, String> faults = Map.of(
                "b", "'b' has no share, as in b,share=0.1",
                "b,share=half", "share is 'half', but must be within [0, 1]",
                "b,share=2", "share of variant b is 2.0, but must be within [0, 1]",
                "b,share=0.1,shady", "'shady' of 'b,share=0.1,shady' is none of share=, model=, list= and shadow",
                "b,share=0.1,shadow=false",
                        "'shadow=false' of 'b,share=0.1,shadow=false' is none of share=, model=, list= and shadow",
                "b,share=0.1,list=best", "list is 'best', but must be one of ranked, model, popularity, successors");

        faults.forEach(
                (text, fault) -> assertThatThrownBy(() -> parse(text)).as(text).hasMessage(fault));
    }
}
