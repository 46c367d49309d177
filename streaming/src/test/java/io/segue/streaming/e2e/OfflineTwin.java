package io.segue.streaming.e2e;

import io.segue.models.proposal.ScoredItem;
import io.segue.models.rank.CandidateRanker;
import io.segue.models.rank.LiveReplay;
import io.segue.models.rank.RankQuery;
import io.segue.models.rank.RankedItem;
import io.segue.models.serving.ModelAnswer;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.Scorer;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.session.HiddenState;
import io.segue.state.session.SessionRules;
import io.segue.state.session.SessionStep;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserState;
import io.segue.streaming.options.JobSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the job does, by the offline path: one event after the other, without Flink. */
final class OfflineTwin {
    private static final String STAMP = "twin";

    private final JobSettings settings;
    private final SessionRules rules;
    private final Scorer scorer;
    private final Set<String> withdrawn;
    private final LiveReplay replay;
    private final CandidateRanker ranker;
    private final Map<String, UserState> users = new HashMap<>();

    OfflineTwin(JobSettings settings, Scorer scorer, ItemCatalogue catalogue, Set<String> withdrawn) {
        this.settings = settings;
        this.rules = new SessionRules(settings.scorer().session());
        this.scorer = scorer;
        this.withdrawn = withdrawn;
        this.replay = new LiveReplay(
                settings.ranker().live(),
                catalogue,
                RankedModelSource.past(settings.ranker().live()));
        this.ranker = new CandidateRanker(
                RankedModelSource.network(), settings.ranker().rank());
        withdrawn.forEach(itemId -> scorer.setAvailable(itemId, false));
    }

    /** The items that the job knows stay what they are now. */
    void holdItems() {
        replay.holdItems();
    }

    int itemsKnown() {
        return replay.items().size();
    }

    List<RankedItem> answer(Interaction interaction) {
        UserState user = users.getOrDefault(interaction.userId(), UserState.NEW);
        SessionStep step = rules.apply(user, interaction, Long.MIN_VALUE);
        SessionTail tail = step.after().tail();
        float[] hidden = step.before().hidden().values();
        ModelAnswer answer = scorer.recommend(
                        List.of(
                                step.before().tail().isEmpty()
                                        ? ModelRequest.replay(hidden, tail, interaction.itemId())
                                        : ModelRequest.step(hidden, tail, interaction.itemId())),
                        settings.ranker().rank().proposalsMax())
                .get(0);
        users.put(interaction.userId(), step.after().answered(HiddenState.kept(STAMP, answer.hidden())));
        List<ScoredItem> similar =
                RankedModelSource.similar(tail, settings.ranker().rank().proposalsMax());
        RankQuery query = replay.turn(interaction.userId(), step.after().sessionId(), tail, answer.items(), similar);
        return ranker.rank(
                query,
                replay.items(),
                itemId -> !itemId.equals(interaction.itemId()) && !withdrawn.contains(itemId),
                settings.ranker().listLength());
    }
}
