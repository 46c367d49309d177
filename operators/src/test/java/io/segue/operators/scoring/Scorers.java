package io.segue.operators.scoring;

import io.segue.operators.bundle.BundleSettings;
import io.segue.operators.fixture.Backend;
import io.segue.operators.fixture.FakeModel;
import io.segue.operators.fixture.FakeModelSource;
import io.segue.operators.fixture.Subtask;
import io.segue.operators.fixture.Told;
import io.segue.operators.model.ServingSettings;
import io.segue.state.session.SessionSettings;
import java.time.Duration;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * A job of {@link SessionScorer}s, whose subtasks the tests start and restore. Scores at once (bundles of one) with three
 * proposals, unless told otherwise.
 */
record Scorers(FakeModelSource models, ScorerSettings settings, Backend backend) {
    static final Duration GAP = Duration.ofMinutes(30);
    static final Duration LATENESS = Duration.ofHours(1);
    static final Duration LINGER = Duration.ofMillis(40);
    static final Duration USER_TTL = Duration.ofDays(30);
    /** Processing time after which a model that has arrived is in service for certain. */
    static final long LOAD_POLL_MS = 50;

    private static final SessionSettings SESSION = new SessionSettings(GAP, 12, 1_000, 100, LATENESS);
    private static final ScorerSettings SETTINGS = new ScorerSettings(
            SESSION,
            new ServingSettings(Told.MODEL_NAME, USER_TTL, 100, 0, 0),
            new BundleSettings(1, LINGER),
            3,
            2,
            true);

    static Scorers with(FakeModel... models) {
        return new Scorers(FakeModelSource.with(models), SETTINGS, Backend.HEAP);
    }

    static Scorers of(FakeModelSource models) {
        return new Scorers(models, SETTINGS, Backend.HEAP);
    }

    Scorers on(Backend other) {
        return new Scorers(models, settings, other);
    }

    Scorers inBundlesOf(int sizeMax) {
        return changed(settings.session(), new BundleSettings(sizeMax, LINGER));
    }

    /** With a cap of so many interactions a session. */
    Scorers cappedAt(int eventsMax) {
        return changed(new SessionSettings(GAP, 12, eventsMax, 100, LATENESS), settings.bundle());
    }

    /** With so many interactions kept for replay. */
    Scorers withTailsOf(int tailMax) {
        return changed(new SessionSettings(GAP, tailMax, 1_000, 100, LATENESS), settings.bundle());
    }

    /** With proposals that may hold the item just seen. */
    Scorers proposingTheNewestToo() {
        return new Scorers(
                models, new ScorerSettings(SESSION, settings.serving(), settings.bundle(), 3, 2, false), backend);
    }

    /** With the champion before as a shadow of so many users. */
    Scorers comparingThePrevious(double share) {
        return comparing(share, 0);
    }

    /** With the champion as it was released as a shadow of so many users. */
    Scorers comparingTheRelease(double share) {
        return comparing(0, share);
    }

    private Scorers comparing(double previousShare, double releasedShare) {
        ServingSettings serving = new ServingSettings(Told.MODEL_NAME, USER_TTL, 100, previousShare, releasedShare);
        return new Scorers(models, new ScorerSettings(SESSION, serving, settings.bundle(), 3, 2, true), backend);
    }

    private Scorers changed(SessionSettings session, BundleSettings bundle) {
        ScorerSettings changed = new ScorerSettings(session, settings.serving(), bundle, 3, 2, true);
        return new Scorers(models, changed, backend);
    }

    /** A job that never ran. */
    ScorerHarness start() throws Exception {
        return start(Subtask.ONLY);
    }

    ScorerHarness start(Subtask subtask) throws Exception {
        ScorerHarness scorer = unopened(subtask);
        scorer.open();
        return scorer;
    }

    /** A job that goes on from a checkpoint. */
    ScorerHarness restore(OperatorSubtaskState checkpoint) throws Exception {
        return restore(Subtask.ONLY, checkpoint);
    }

    ScorerHarness restore(Subtask subtask, OperatorSubtaskState checkpoint) throws Exception {
        ScorerHarness scorer = unopened(subtask);
        scorer.initializeState(checkpoint);
        scorer.open();
        return scorer;
    }

    private ScorerHarness unopened(Subtask subtask) throws Exception {
        ScorerHarness scorer = new ScorerHarness(new SessionScorer(settings, models), subtask);
        scorer.setStateBackend(backend.create());
        return scorer;
    }
}
