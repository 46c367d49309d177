package io.segue.state;

import io.segue.state.session.Outcome;

/**
 * The metrics of the operators, in the group {@link #GROUP} of each. The Grafana dashboard, the command line and the
 * docs name them by these constants' values; a test compares.
 */
public final class MetricNames {
    public static final String GROUP = "segue";

    /** Counter: records read from the event topics, the invalid ones included. */
    public static final String CONSUMED = "consumed";
    /** Counters by type: {@code consumedClick}, {@code consumedView}, {@code consumedPurchase}. */
    public static final String CONSUMED_TYPE_PREFIX = "consumed";
    /** Histogram: events in a bundle. */
    public static final String BUNDLE_SIZE = "bundleSize";
    /** Histogram: age of a bundle's first event when the bundle is worked on, milliseconds. */
    public static final String BUNDLE_AGE_MS = "bundleAgeMs";
    /** Histogram: one batched model call, milliseconds. */
    public static final String MODEL_CALL_MS = "modelCallMs";
    /** Histogram: from the trigger's arrival in its topic to its answer, milliseconds. */
    public static final String EVENT_TO_RECOMMENDATION_MS = "eventToRecommendationMs";
    /** Gauge: version of the model that answers, {@code none} before the first. */
    public static final String MODEL_VERSION = "modelVersion";
    /** Gauge: 1 while a model answers, 0 while popularity does. */
    public static final String MODEL_LOADED = "modelLoaded";
    /** Gauge: milliseconds since the end of the model's training data; -1 without a model. */
    public static final String MODEL_AGE_MS = "modelAgeMs";
    /** Counter: releases refused by a subtask, or by the guard because their version was rejected. */
    public static final String RELEASES_REFUSED = "releasesRefused";
    /** Counter: releases taken into service by a subtask. */
    public static final String RELEASES_SERVED = "releasesServed";
    /** Gauge: number of the newest delta in the model that answers, 0 while it is as it was released. */
    public static final String DELTA_NUMBER = "deltaNumber";
    /** Counter: deltas taken into service by a subtask. */
    public static final String DELTAS_APPLIED = "deltasApplied";
    /** Counter: deltas refused by a subtask. */
    public static final String DELTAS_REFUSED = "deltasRefused";
    /** Gauge: deltas of the model that answers which wait for one that closes a gap. */
    public static final String DELTAS_WAITING = "deltasWaiting";
    /** Counters by source of the first item of an answer: {@code answeredGru}, {@code answeredSuccessors}. */
    public static final String ANSWERED_SOURCE_PREFIX = "answered";
    /** Counter: answers with no item at all. */
    public static final String ANSWERED_EMPTY = "answeredEmpty";
    /** Counter: answers whose proposals were fused by rank, for want of a model or of its ranker. */
    public static final String ANSWERED_FUSED = "answeredFused";
    /** Counter: answers with an item that nobody had seen before. */
    public static final String EXPLORED = "explored";
    /** Histogram: items that an answer was chosen from. */
    public static final String CANDIDATES = "candidates";
    /** Histogram: ranking one turn, microseconds. */
    public static final String RANKER_CALL_MICROS = "rankerCallMicros";
    /** Gauge: version whose ranker orders the answers, {@code none} without one. */
    public static final String RANKER_VERSION = "rankerVersion";
    /** Gauge: 1 while a ranker orders the answers, 0 while proposals are fused by rank. */
    public static final String RANKER_LOADED = "rankerLoaded";
    /** Gauge: items that the counts of the model in service name, 0 while there are none. */
    public static final String PAST_ITEMS = "pastItems";
    /** Gauge: items whose live activity the subtask knows. */
    public static final String LIVE_ITEMS = "liveItems";
    /** Gauge: items that no list may hold. */
    public static final String WITHDRAWN_ITEMS = "withdrawnItems";
    /** Counter: times that one item came after another in a session. */
    public static final String TRANSITIONS = "transitions";
    /** Histogram: serialized size of an item's successors, bytes, of a sample. */
    public static final String SUCCESSORS_BYTES = "successorsBytes";
    /** Counter: items taken without their content, which cannot be used. */
    public static final String ITEMS_MALFORMED_CONTENT = "itemsMalformedContent";
    /** Counter: times that a model was told of an item whose vector it does not read, for its length. */
    public static final String ITEMS_VECTOR_IGNORED = "itemsVectorIgnored";
    /** Counter: sessions whose hidden vector was rebuilt by replay. */
    public static final String HIDDEN_REBUILT = "hiddenRebuilt";
    /** Gauges: models beside the champion's that variants ask for, and those of them that are there. */
    public static final String VARIANT_MODELS = "variantModels";

    public static final String VARIANT_MODELS_LOADED = "variantModelsLoaded";
    /** Counter: models of variants that were refused, or taken out because a call failed. */
    public static final String VARIANT_MODELS_REFUSED = "variantModelsRefused";
    /** Gauge: variants whose version was rejected since: the champion answers their users. */
    public static final String VARIANTS_REJECTED = "variantsRejected";
    /** Histogram: the model calls of all variants in one round, milliseconds. */
    public static final String VARIANT_CALL_MS = "variantCallMs";
    /** Counter: answers by another variant than the champion. */
    public static final String ANSWERED_VARIANTS = "answeredVariants";
    /** Counter: answers by the champion to users of a variant whose model is not there. */
    public static final String VARIANT_FALLBACKS = "variantFallbacks";
    /** Counter: lists of shadows. */
    public static final String SHADOW_LISTS = "shadowLists";
    /** Counter: lists that a shadow could not make, for want of its model or for a failure. */
    public static final String SHADOW_LISTS_MISSING = "shadowListsMissing";
    /** Histogram: serialized size of what the operator knows of a user, bytes, of a sample. */
    public static final String USER_STATE_BYTES = "userStateBytes";
    /** Counter: interactions that tested the list their user was last answered with. */
    public static final String PREQUENTIAL_TESTS = "prequentialTests";
    /** Counter: interactions before which the session was shown no list: the first of each, mostly. */
    public static final String UNTESTED_NO_LIST = "untestedNoList";
    /** Counter: interactions with the item just seen, where lists may not hold that. */
    public static final String UNTESTED_REPEAT = "untestedRepeat";
    /** Counter: interactions answered after a later one of their user: the list of that one, they did not see. */
    public static final String UNTESTED_OVERTAKEN = "untestedOvertaken";
    /** Counter: tests whose item was on the list. */
    public static final String PREQUENTIAL_HITS_GRU = "prequentialHitsGru";
    /** Counter: tests that popularity was put to as well. */
    public static final String PREQUENTIAL_CONTROL_TESTS = "prequentialControlTests";
    /** Counter: those whose item was among as many most popular items. */
    public static final String PREQUENTIAL_HITS_POPULARITY = "prequentialHitsPopularity";
    /** Gauges: Recall@k since the first start of the job, of the lists served and of popularity beside them. */
    public static final String PREQUENTIAL_RECALL_GRU = "prequentialRecallGru";

    public static final String PREQUENTIAL_RECALL_POPULARITY = "prequentialRecallPopularity";
    /** Counter: interactions that became part of a session of the session log. */
    public static final String JOINED = "joined";
    /** Counter: those that the watermark had passed. */
    public static final String LATE_JOINED = "lateJoined";
    /** Counter that also falls: users with sessions that are not closed yet. */
    public static final String SESSIONS_OPEN = "sessionsOpen";
    /** Counter: sessions handed to the session log. */
    public static final String SESSIONS_CLOSED = "sessionsClosed";
    /** Gauge: 1 while a model is trained. */
    public static final String TRAINING = "training";
    /** Gauge: which of its trainings the running round is at, in words; {@code none} where no round trains. */
    public static final String TRAINING_PASS = "trainingPass";
    /** Gauges: what it learns from; 0 where no round trains, as all below. */
    public static final String TRAINING_SESSIONS = "trainingSessions";

    public static final String TRAINING_EVENTS = "trainingEvents";
    /** Gauges of the pass: its epoch from 1, of how many, its loss over the epoch so far in nats, and its speed. */
    public static final String TRAINING_EPOCH = "trainingEpoch";

    public static final String TRAINING_EPOCHS = "trainingEpochs";
    public static final String TRAINING_LOSS = "trainingLoss";
    public static final String TRAINING_EXAMPLES_PER_SECOND = "trainingExamplesPerSecond";
    /** Gauge: seconds until the pass ends, should it go on as it did. */
    public static final String TRAINING_SECONDS_LEFT = "trainingSecondsLeft";
    /** Counters: rounds of training that ended in a release, that had too little to learn from, that failed. */
    public static final String ROUNDS_RELEASED = "roundsReleased";

    public static final String ROUNDS_SKIPPED = "roundsSkipped";
    public static final String ROUNDS_FAILED = "roundsFailed";
    /** Counter: rounds before which the lists of the champion had become worse. */
    public static final String ROUNDS_AFTER_DROP = "roundsAfterDrop";
    /** Counter: records of the topic of metrics that are no windows, or cannot be read. */
    public static final String WINDOWS_UNREADABLE = "windowsUnreadable";
    /** Counter: files of the session log that a round could not read, in each round anew. */
    public static final String FILES_CORRUPT = "filesCorrupt";
    /** Counter: releases of the topic that a round could not read, in each round anew. */
    public static final String RELEASES_UNREADABLE = "releasesUnreadable";

    /** Counter: events with their sessions, handed to the learner. */
    public static final String LEARNER_TURNS = "learnerTurns";
    /** Gauge: version of the model that goes on learning, {@code none} while none does. */
    public static final String LEARNER_VERSION = "learnerVersion";
    /** Gauge: number of its newest delta, 0 before the first. */
    public static final String LEARNER_DELTA = "learnerDelta";
    /** Counter: deltas published. */
    public static final String LEARNER_DELTAS = "learnerDeltas";
    /** Counters: steps taken, and changes from an item to another that they learned from. */
    public static final String LEARNER_STEPS = "learnerSteps";

    public static final String LEARNER_EXAMPLES = "learnerExamples";
    /** Gauge: mean loss of the newest steps, nats. */
    public static final String LEARNER_LOSS = "learnerLoss";
    /** Histograms: a step, and making and writing a delta, milliseconds. */
    public static final String LEARNER_STEP_MS = "learnerStepMs";

    public static final String LEARNER_DELTA_MS = "learnerDeltaMs";
    /** Gauge: events that wait to be learned. */
    public static final String LEARNER_QUEUE = "learnerQueue";
    /** Gauge: event time from the newest event learned to the newest one seen, milliseconds. */
    public static final String LEARNER_LAG_MS = "learnerLagMs";
    /** Counter: times that loss or weights were no numbers any more. */
    public static final String LEARNER_DIVERGED = "learnerDiverged";
    /** Counter: loads of versions, tries again among them, and deltas that failed; the log says why. */
    public static final String LEARNER_FAILED = "learnerFailed";
    /** Counter: times that learning began without the events before the oldest that were kept; the log says how many. */
    public static final String LEARNER_MISSED = "learnerMissed";
    /** Gauges: items with a row of their own, and those of them that came after the release. */
    public static final String LEARNER_ITEMS = "learnerItems";

    public static final String LEARNER_ITEMS_ADDED = "learnerItemsAdded";

    /** Counters: tests that are in windows, and tests of windows that were closed before they came. */
    public static final String WINDOW_TESTS_SUMMED = "windowTestsSummed";

    public static final String WINDOW_TESTS_LATE = "windowTestsLate";
    public static final String WINDOW_TESTS_OF_SHADOWS = "windowTestsOfShadows";
    /** Gauge: version whose lists were tested most in the newest window; the other gauges are about it. */
    public static final String WINDOW_VERSION = "windowVersion";
    /** Gauge: how many tests these are. */
    public static final String WINDOW_TESTS = "windowTests";
    /** Gauges: figures of the lists in that window. */
    public static final String WINDOW_RECALL_1 = "windowRecall1";

    public static final String WINDOW_RECALL_5 = "windowRecall5";
    public static final String WINDOW_RECALL_20 = "windowRecall20";
    public static final String WINDOW_MRR_20 = "windowMrr20";
    /** Gauges: figures of popularity in the tests that it took too. */
    public static final String WINDOW_RECALL_20_POPULARITY = "windowRecall20Popularity";

    public static final String WINDOW_MRR_20_POPULARITY = "windowMrr20Popularity";
    /** Gauges: Recall@20 by type of the event and by item: {@code windowRecall20Purchase}, {@code windowRecall20New}. */
    public static final String WINDOW_RECALL_PREFIX = "windowRecall20";
    /** Gauges: what each source adds to Recall@20: {@code windowRecall20FromGru}. */
    public static final String WINDOW_RECALL_FROM_PREFIX = "windowRecall20From";

    /** Counter: champions that were taken back because their lists were worse than the control's. */
    public static final String ROLLBACKS = "rollbacks";

    public static final String WITHDRAWALS = "withdrawals";

    private MetricNames() {}

    /**
     * Counter of an outcome: {@code answered}, {@code late}, {@code duplicate}, {@code deadLettered},
     * {@code suppressed}.
     */
    public static String of(Outcome outcome) {
        return outcome.code();
    }

    /** {@code prefix} followed by a capitalised code, as {@code answeredGru}. */
    public static String of(String prefix, String code) {
        return prefix + Character.toUpperCase(code.charAt(0)) + code.substring(1);
    }
}
