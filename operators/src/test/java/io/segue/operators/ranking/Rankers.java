package io.segue.operators.ranking;

import io.segue.models.rank.RankSettings;
import io.segue.models.rules.RuleSettings;
import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.operators.fixture.Subtask;
import io.segue.operators.fixture.Told;
import io.segue.operators.model.ServingSettings;
import io.segue.state.live.LiveSettings;
import io.segue.state.prequential.UserSample;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/** A job of {@link Ranker}s that answer at once, with lists of three, unless told otherwise. */
record Rankers(FakeModelSource models, Backend backend, RuleSettings rules, UserSample controlled) {
    static final Duration USER_TTL = Duration.ofDays(30);
    static final int LIST_LENGTH = 3;
    static final LiveSettings LIVE =
            new LiveSettings(LiveSettings.DEFAULT.popularity(), LiveSettings.DEFAULT.successors(), 10, 3, 2, 0.5, 10);

    static Rankers with(FakeModel... models) {
        return new Rankers(FakeModelSource.with(models), Backend.HEAP, RuleSettings.DEFAULT, UserSample.ALL);
    }

    static Rankers of(FakeModelSource models) {
        return new Rankers(models, Backend.HEAP, RuleSettings.DEFAULT, UserSample.ALL);
    }

    Rankers on(Backend other) {
        return new Rankers(models, other, rules, controlled);
    }

    Rankers ruledBy(RuleSettings otherRules) {
        return new Rankers(models, backend, otherRules, controlled);
    }

    Rankers comparing(UserSample sample) {
        return new Rankers(models, backend, rules, sample);
    }

    RankerSettings settings() {
        return new RankerSettings(
                new ServingSettings(Told.MODEL_NAME, USER_TTL, 100, 0, 0),
                LIST_LENGTH,
                LIVE,
                new RankSettings(10, 5, 20, Set.of()),
                rules,
                controlled);
    }

    RankerHarness start() throws Exception {
        RankerHarness ranker = unopened(Subtask.ONLY);
        ranker.open();
        return ranker;
    }

    RankerHarness restore(OperatorSubtaskState checkpoint) throws Exception {
        return restore(Subtask.ONLY, checkpoint);
    }

    RankerHarness restore(Subtask subtask, OperatorSubtaskState checkpoint) throws Exception {
        RankerHarness ranker = unopened(subtask);
        ranker.initializeState(checkpoint);
        ranker.open();
        return ranker;
    }

    private RankerHarness unopened(Subtask subtask) throws Exception {
        RankerHarness ranker = new RankerHarness(new Ranker(settings(), models), subtask);
        ranker.setStateBackend(backend.create());
        return ranker;
    }
}
