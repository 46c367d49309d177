package io.segue.state;

/**
 * What the savepoints of the jobs contain: the uid of every operator and the name of every state. Changing one
 * loses that state: say so in the changelog. Of the RecommendJob:
 *
 * <pre>
 * uid                   state                   kind                      content
 * events                (Kafka source)          operator                  offsets of clicks, views, purchases
 * items                 (Kafka source)          operator                  offsets
 * releases              (Kafka source)          operator                  offsets
 * guard                 accounting              operator, list            name and value of its counters
 * release-guard         rejected                operator, list            model, tab, version
 * item-statistics       activity                keyed by item, value      ItemActivity
 *                       item                    keyed by item, value      Item, where it has content
 * session-scorer        user                    keyed by user, value      UserState
 *                       accounting              operator, list            name and value of its counters
 *                       withdrawn-items         operator, broadcast       item id, true
 *                       releases                operator, broadcast       serving or loading, release
 *                       deltas                  operator, broadcast       a number, Delta or Withdrawal
 *                       experiment              operator, broadcast       experiment, newest releases
 * item-neighbours       successors              keyed by item, value      Successors
 *                       releases                operator, broadcast       serving or loading, release
 * ranker                user                    keyed by user, value      RankerState
 *                       accounting              operator, list            name and value of its counters
 *                       withdrawn-items         operator, broadcast       item id, true
 *                       releases                operator, broadcast       serving or loading, release
 *                       experiment              operator, broadcast       experiment, newest releases
 * prequential-windows   panes                   operator, list            QualityWindow, of one slide each
 *                       closed-until            operator, list            event time, epoch milliseconds
 *                       accounting              operator, list            name and value of its counters
 * rollback-watch        versions                operator, list            Release, the newest of each version
 *                       times                   operator, list            event times, epoch milliseconds
 *                       accounting              operator, list            name and value of its counters
 * delta-watch           withdrawn               operator, list            versions
 *                       accounting              operator, list            name and value of its counters
 * recommendations       (Kafka sink)            operator                  transactions (delivery = exact)
 * dead-letters          (Kafka sink)            operator                  transactions (delivery = exact)
 * metrics               (Kafka sink)            operator                  transactions (delivery = exact)
 * rollbacks             (Kafka sink)            operator                  nothing
 * withdrawals           (Kafka sink)            operator                  nothing
 * </pre>
 *
 * <p>Of the RetrainJob:
 *
 * <pre>
 * uid                   state                   kind                      content
 * events                (Kafka source)          operator                  offsets of clicks, views, purchases
 * guard                 accounting              operator, list            name and value of its counters
 * sessionizer           user                    keyed by user, value      Visitor
 *                       interactions            keyed by user, list       Interaction, those of open sessions
 *                       accounting              operator, list            name and value of its counters
 * session-log           (file sink)             operator                  files that are written or to be compacted
 * quality               (Kafka source)          operator                  offsets
 * quality-drop          served-quality          operator, list            QualityWindow: the best and the newest
 * trainer               rounds                  operator, list            history, round, since when, sessions new
 *                       drop                    operator, list            why a round is due at once
 * models                (Kafka sink)            operator                  nothing
 * releases              (Kafka source)          operator                  offsets
 * release-guard         rejected                operator, list            model, tab, version
 * items                 (Kafka source)          operator                  offsets, where a learner runs
 * learner-turns         user                    keyed by user, value      UserState, without a hidden vector
 *                       accounting              operator, list            name and value of its counters
 * learner               learner                 operator, list            ModelRecord: the champion, withdrawals
 * deltas                (Kafka sink)            operator                  nothing
 * </pre>
 */
public final class SavepointLayout {
    public static final String EVENTS_UID = "events";
    public static final String ITEMS_UID = "items";
    public static final String RELEASES_UID = "releases";
    public static final String GUARD_UID = "guard";
    public static final String ITEM_GUARD_UID = "item-guard";
    public static final String RELEASE_GUARD_UID = "release-guard";
    public static final String ITEM_STATISTICS_UID = "item-statistics";
    public static final String SESSION_SCORER_UID = "session-scorer";
    public static final String ITEM_NEIGHBOURS_UID = "item-neighbours";
    public static final String RANKER_UID = "ranker";
    public static final String PREQUENTIAL_WINDOWS_UID = "prequential-windows";
    public static final String ROLLBACK_WATCH_UID = "rollback-watch";
    public static final String RECOMMENDATIONS_UID = "recommendations";
    public static final String DEAD_LETTERS_UID = "dead-letters";
    public static final String METRICS_UID = "metrics";
    public static final String ROLLBACKS_UID = "rollbacks";
    public static final String DELTA_WATCH_UID = "delta-watch";
    public static final String WITHDRAWALS_UID = "withdrawals";
    public static final String SESSIONIZER_UID = "sessionizer";
    public static final String SESSION_LOG_UID = "session-log";
    public static final String QUALITY_UID = "quality";
    public static final String QUALITY_DROP_UID = "quality-drop";
    public static final String TRAINER_UID = "trainer";
    public static final String MODELS_UID = "models";
    public static final String SESSION_LOG_RETENTION_UID = "session-log-retention";
    public static final String LEARNER_TURNS_UID = "learner-turns";
    public static final String LEARNER_UID = "learner";
    public static final String DELTAS_UID = "deltas";

    public static final String USER_STATE = "user";
    public static final String ROUNDS_STATE = "rounds";
    public static final String DROP_STATE = "drop";
    public static final String SERVED_QUALITY_STATE = "served-quality";
    public static final String INTERACTIONS_STATE = "interactions";
    public static final String ITEM_ACTIVITY_STATE = "activity";
    public static final String ITEM_STATE = "item";
    public static final String SUCCESSORS_STATE = "successors";
    public static final String ACCOUNTING_STATE = "accounting";
    public static final String WITHDRAWN_ITEMS_STATE = "withdrawn-items";
    public static final String PANES_STATE = "panes";
    public static final String CLOSED_UNTIL_STATE = "closed-until";
    public static final String VERSIONS_STATE = "versions";
    public static final String TIMES_STATE = "times";
    public static final String WITHDRAWN_STATE = "withdrawn";
    public static final String REJECTED_STATE = "rejected";
    public static final String RELEASES_STATE = "releases";
    public static final String LEARNER_STATE = "learner";
    public static final String DELTAS_STATE = "deltas";
    public static final String EXPERIMENT_STATE = "experiment";

    private SavepointLayout() {}
}
