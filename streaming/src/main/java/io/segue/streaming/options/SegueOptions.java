package io.segue.streaming.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import io.segue.connectors.sink.SinkSettings;
import io.segue.connectors.source.EventWatermarks;
import io.segue.connectors.source.SourceSettings;
import io.segue.models.rank.RankSettings;
import io.segue.models.rules.RuleSettings;
import io.segue.operators.bundle.BundleSettings;
import io.segue.operators.model.ServingSettings;
import io.segue.operators.neighbours.ItemNeighboursSettings;
import io.segue.operators.ranking.RankerSettings;
import io.segue.operators.statistics.ItemStatisticsSettings;
import io.segue.state.json.RecordLimits;
import io.segue.state.live.HalfLives;
import io.segue.state.live.LiveItems;
import io.segue.state.live.LiveSettings;
import io.segue.state.prequential.RollbackSettings;
import io.segue.state.prequential.UserSample;
import io.segue.state.prequential.WindowSettings;
import io.segue.state.session.SessionSettings;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;

/**
 * The options of the jobs, but for those of the RetrainJob alone, {@link RetrainJobOptions}. The table in {@code
 * deploy/docs/configuration.md} and the file {@code deploy/conf/segue.properties} are generated from the fields of both; a
 * test fails when they differ.
 */
public final class SegueOptions {
    public static final ConfigOption<String> BOOTSTRAP_SERVERS = key("segue.kafka.bootstrap.servers")
            .stringType()
            .defaultValue("127.0.0.1:9092")
            .withDescription("Brokers to ask first, as host:port, separated by commas.");
    public static final ConfigOption<String> GROUP_ID = key(SourceSettings.GROUP_ID)
            .stringType()
            .defaultValue("segue-recommend")
            .withDescription("Consumer group under which offsets are committed, so that the lag can be watched."
                    + " Two jobs that serve at the same time need two.");
    public static final ConfigOption<String> CLIENT_PROPERTIES_FILE = key("segue.kafka.client.properties.file")
            .stringType()
            .defaultValue("")
            .withDescription("File with further properties of the Kafka clients, such as security.protocol and"
                    + " sasl.jaas.config. Secrets belong there and not in options, which the dashboard shows.");
    public static final ConfigOption<Duration> PARTITION_DISCOVERY = key(SourceSettings.PARTITION_DISCOVERY)
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("How often new partitions of the topics are looked for.");
    public static final ConfigOption<String> TOPIC_CLICKS = topic("clicks", "Clicks to read.");
    public static final ConfigOption<String> TOPIC_VIEWS = topic("views", "Views to read.");
    public static final ConfigOption<String> TOPIC_PURCHASES = topic("purchases", "Purchases to read.");
    public static final ConfigOption<String> TOPIC_ITEMS = topic("items", "The catalogue to read, compacted.");
    public static final ConfigOption<String> TOPIC_MODELS =
            topic("models", "Releases of models, compacted: read, and written when a champion is rolled back.");
    public static final ConfigOption<String> TOPIC_RECOMMENDATIONS = topic("recommendations", "Where the answers go.");
    public static final ConfigOption<String> TOPIC_DEAD_LETTERS =
            topic("dead-letters", "Where records go that are not valid.");
    public static final ConfigOption<String> TOPIC_METRICS =
            topic("metrics", "Where the quality of the lists goes, window by window.");
    public static final ConfigOption<String> TOPIC_FORGET = topic("forget", "Reserved: requests to erase a user.");

    public static final ConfigOption<Integer> RECORD_BYTES_MAX = key(RecordLimits.RECORD_BYTES_MAX)
            .intType()
            .defaultValue(RecordLimits.DEFAULT.recordBytesMax())
            .withDescription("Bytes of a record's value above which it is a dead letter.");
    public static final ConfigOption<Duration> FUTURE_ALLOWANCE = key(RecordLimits.FUTURE_ALLOWANCE)
            .durationType()
            .defaultValue(RecordLimits.DEFAULT.futureAllowance())
            .withDescription("How far ahead of our clock an event may be; beyond, it is a dead letter.");
    public static final ConfigOption<Duration> OUT_OF_ORDERNESS = key(EventWatermarks.OUT_OF_ORDERNESS)
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription("How far the watermark stays behind the newest event of a partition.");
    public static final ConfigOption<Duration> IDLENESS = key(EventWatermarks.IDLENESS)
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription("A partition without events for so long no longer holds the watermark back.");

    public static final ConfigOption<Duration> SESSION_GAP = key(SessionSettings.GAP)
            .durationType()
            .defaultValue(Duration.ofMinutes(30))
            .withDescription("Idle time after which an event opens a new session. Not used where events name theirs.");
    public static final ConfigOption<Integer> SESSION_TAIL_MAX = key(SessionSettings.TAIL_MAX)
            .intType()
            .defaultValue(SessionSettings.TAIL_MAX_DEFAULT)
            .withDescription("Events of a session kept for replay under a new model.");
    public static final ConfigOption<Integer> SESSION_EVENTS_MAX = key(SessionSettings.EVENTS_MAX)
            .intType()
            .defaultValue(1_000)
            .withDescription(
                    "Events of a user without an idle gap between them above which it counts as a bot and is suppressed.");
    public static final ConfigOption<Integer> SESSION_EVENT_IDS_MAX = key(SessionSettings.EVENT_IDS_MAX)
            .intType()
            .defaultValue(32)
            .withDescription("Newest event ids of a user among which duplicates are found.");
    public static final ConfigOption<Duration> SESSION_LATENESS = key(SessionSettings.LATENESS)
            .durationType()
            .defaultValue(Duration.ofDays(1))
            .withDescription("An event is late when it is older by so much than the watermark and than the newest event"
                    + " of its own user.");

    public static final ConfigOption<Integer> BUNDLE_SIZE_MAX = key(BundleSettings.SIZE_MAX)
            .intType()
            .defaultValue(64)
            .withDescription("Events that one model call answers at most.");
    public static final ConfigOption<Duration> BUNDLE_LINGER = key(BundleSettings.LINGER)
            .durationType()
            .defaultValue(Duration.ofMillis(2))
            .withDescription("How long the first event of a bundle waits for others at most.");

    public static final ConfigOption<Integer> LIST_LENGTH =
            key(RankerSettings.LIST_LENGTH).intType().defaultValue(20).withDescription("Items of a recommendation.");
    public static final ConfigOption<Duration> USER_TTL = key(ServingSettings.USER_TTL)
            .durationType()
            .defaultValue(Duration.ofDays(30))
            .withDescription("A user without events for so long (by our clock) is forgotten.");
    public static final ConfigOption<String> MODEL_NAME = key(ServingSettings.MODEL_NAME)
            .stringType()
            .defaultValue("segue")
            .withDescription("The model whose releases are served.");
    public static final ConfigOption<String> MODEL_DEVICE = key("segue.model.device")
            .stringType()
            .defaultValue("auto")
            .withDescription("Where the model runs: auto, cpu or cuda:N. A device that is asked for and missing is an"
                    + " error at start.");

    public static final ConfigOption<Duration> POPULARITY_HALF_LIFE_FAST = key(LiveSettings.POPULARITY_HALF_LIFE
                    + HalfLives.FAST)
            .durationType()
            .defaultValue(LiveSettings.DEFAULT.popularity().fast())
            .withDescription(
                    "Event time after which an event counts half in an item's popularity, at the fast of three speeds.");
    public static final ConfigOption<Duration> POPULARITY_HALF_LIFE_MEDIUM = key(LiveSettings.POPULARITY_HALF_LIFE
                    + HalfLives.MEDIUM)
            .durationType()
            .defaultValue(LiveSettings.DEFAULT.popularity().medium())
            .withDescription(
                    "Event time after which an event counts half in an item's popularity, at the medium speed.");
    public static final ConfigOption<Duration> POPULARITY_HALF_LIFE_SLOW = key(LiveSettings.POPULARITY_HALF_LIFE
                    + HalfLives.SLOW)
            .durationType()
            .defaultValue(LiveSettings.DEFAULT.popularity().slow())
            .withDescription("Event time after which an event counts half in an item's popularity, at the slow speed.");
    public static final ConfigOption<Duration> SUCCESSORS_HALF_LIFE_FAST = key(LiveSettings.SUCCESSORS_HALF_LIFE
                    + HalfLives.FAST)
            .durationType()
            .defaultValue(LiveSettings.DEFAULT.successors().fast())
            .withDescription(
                    "Event time after which an event counts half in what came after an item, at the fast of three speeds.");
    public static final ConfigOption<Duration> SUCCESSORS_HALF_LIFE_MEDIUM = key(LiveSettings.SUCCESSORS_HALF_LIFE
                    + HalfLives.MEDIUM)
            .durationType()
            .defaultValue(LiveSettings.DEFAULT.successors().medium())
            .withDescription(
                    "Event time after which an event counts half in what came after an item, at the medium speed.");
    public static final ConfigOption<Duration> SUCCESSORS_HALF_LIFE_SLOW = key(LiveSettings.SUCCESSORS_HALF_LIFE
                    + HalfLives.SLOW)
            .durationType()
            .defaultValue(LiveSettings.DEFAULT.successors().slow())
            .withDescription(
                    "Event time after which an event counts half in what came after an item, at the slow speed.");
    public static final ConfigOption<Integer> SUCCESSORS_MAX = key(LiveSettings.SUCCESSORS_MAX)
            .intType()
            .defaultValue(LiveSettings.DEFAULT.successorsMax())
            .withDescription("Successors kept of an item, and of a whole session.");
    public static final ConfigOption<Integer> SUCCESSORS_DISTANCE = key(LiveSettings.DISTANCE_MAX)
            .intType()
            .defaultValue(LiveSettings.DEFAULT.distanceMax())
            .withDescription(
                    "How many events back in its session an event counts as a successor; n events back it counts 1/n.");
    public static final ConfigOption<Duration> SUCCESSORS_TTL = key(ItemNeighboursSettings.TTL)
            .durationType()
            .defaultValue(Duration.ofDays(60))
            .withDescription("An item that nothing followed for so long (by our clock) loses its successors.");
    public static final ConfigOption<Double> SUCCESSORS_SMOOTHING = key(LiveSettings.SMOOTHING)
            .doubleType()
            .defaultValue(LiveSettings.DEFAULT.smoothing())
            .withDescription(
                    "Transitions that every item is taken to have had to unknown items: what was seen once is no certainty.");
    public static final ConfigOption<Double> SESSION_DECAY = key(LiveSettings.SESSION_DECAY)
            .doubleType()
            .defaultValue(LiveSettings.DEFAULT.sessionDecay())
            .withDescription(
                    "What the successors of a session's items still count after one more event, within [0, 1].");
    public static final ConfigOption<Integer> HISTORY_MAX = key(LiveSettings.HISTORY_MAX)
            .intType()
            .defaultValue(LiveSettings.DEFAULT.historyMax())
            .withDescription("Items of a user's past that are kept, this session included.");
    public static final ConfigOption<Integer> ITEMS_MAX = key(LiveItems.ITEMS_MAX)
            .intType()
            .defaultValue(200_000)
            .withDescription(
                    "Items whose activity and content every subtask of SessionScorer and Ranker holds in memory, some 300"
                            + " bytes each; of more, those without events for longest are left out.");
    public static final ConfigOption<Duration> ITEMS_TTL = key(ItemStatisticsSettings.TTL)
            .durationType()
            .defaultValue(Duration.ofDays(30))
            .withDescription("An item without events for so long (by our clock) is no longer counted.");
    public static final ConfigOption<Duration> EMIT_INTERVAL = key(ItemStatisticsSettings.EMIT_INTERVAL)
            .durationType()
            .defaultValue(Duration.ofSeconds(1))
            .withDescription("How often items to which something happened are announced to the rankers.");

    public static final ConfigOption<Integer> RANK_PROPOSALS = key(RankSettings.PROPOSALS)
            .intType()
            .defaultValue(RankSettings.DEFAULT.proposalsMax())
            .withDescription("Items that the model proposes, and as many that similar sessions do.");
    public static final ConfigOption<Integer> RANK_POPULAR = key(RankSettings.POPULAR)
            .intType()
            .defaultValue(RankSettings.DEFAULT.popularMax())
            .withDescription("Popular items that are proposed, at each of the three speeds.");
    public static final ConfigOption<Integer> RANK_CANDIDATES = key(RankSettings.CANDIDATES)
            .intType()
            .defaultValue(RankSettings.DEFAULT.candidatesMax())
            .withDescription("Proposed items that the ranker orders; of more, the best by reciprocal rank.");

    public static final ConfigOption<Boolean> RULES_EXCLUDE_NEWEST = key(RuleSettings.EXCLUDE_NEWEST)
            .booleanType()
            .defaultValue(RuleSettings.DEFAULT.excludesNewest())
            .withDescription("Whether the item just seen is left out of the list that answers it.");
    public static final ConfigOption<Duration> RULES_BOUGHT_EXCLUSION = key(RuleSettings.BOUGHT_EXCLUSION)
            .durationType()
            .defaultValue(RuleSettings.DEFAULT.boughtExclusion())
            .withDescription("Event time for which an item is left out of the lists of a user who bought it; 0 s for"
                    + " not at all.");
    public static final ConfigOption<Integer> RULES_IMPRESSIONS_MAX = key(RuleSettings.IMPRESSIONS_MAX)
            .intType()
            .defaultValue(RuleSettings.DEFAULT.impressionsMax())
            .withDescription("Times that an item is shown to a user without a reaction before it goes behind all"
                    + " others; 0 for no limit.");
    public static final ConfigOption<Integer> RULES_CATEGORY_MAX = key(RuleSettings.CATEGORY_MAX)
            .intType()
            .defaultValue(RuleSettings.DEFAULT.categoryMax())
            .withDescription("Items of one category in a list; more only where there is nothing else. 0 for no limit.");
    public static final ConfigOption<Double> RULES_RECENCY_BOOST = key(RuleSettings.RECENCY_BOOST)
            .doubleType()
            .defaultValue(RuleSettings.DEFAULT.recencyBoost())
            .withDescription("Added to the score of an item that was seen for the first time right now.");
    public static final ConfigOption<Duration> RULES_RECENCY_HALF_LIFE = key(RuleSettings.RECENCY_HALF_LIFE)
            .durationType()
            .defaultValue(RuleSettings.DEFAULT.recencyHalfLife())
            .withDescription("Event time since an item was first seen after which half of that boost is left.");
    public static final ConfigOption<Double> RULES_EXPLORATION_SHARE = key(RuleSettings.EXPLORATION_SHARE)
            .doubleType()
            .defaultValue(RuleSettings.DEFAULT.explorationShare())
            .withDescription("Share of the answers whose last place goes to an item that was announced and that nobody"
                    + " has seen yet, within [0, 1].");

    public static final ConfigOption<Double> PREQUENTIAL_CONTROL_SHARE = key(UserSample.CONTROL_SHARE)
            .doubleType()
            .defaultValue(UserSample.ALL.share())
            .withDescription("Share of the users, by a hash of their ids, whose lists are compared with what popularity"
                    + " alone would have shown, within [0, 1]. Costs the ids of one list in the state of each.");

    public static final ConfigOption<Double> PREQUENTIAL_PREVIOUS_SHARE = key(ServingSettings.PREVIOUS_SHARE)
            .doubleType()
            .defaultValue(0.05)
            .withDescription(
                    "Share of the users, by a hash of their ids, for whom the champion before the present one makes a"
                            + " list too, which is tested and not shown, within [0, 1]; 0 for none. Costs a second model call for"
                            + " them.");
    public static final ConfigOption<Double> PREQUENTIAL_RELEASED_SHARE = key(ServingSettings.RELEASED_SHARE)
            .doubleType()
            .defaultValue(0.05)
            .withDescription(
                    "Share of the users for whom the champion as it was released makes a list too, where it has"
                            + " learned since, so that what made lists worse can be taken back. 0 for none.");

    public static final ConfigOption<Duration> PREQUENTIAL_WINDOW_LENGTH = key(WindowSettings.LENGTH)
            .durationType()
            .defaultValue(Duration.ofHours(1))
            .withDescription("Event time over which the quality of the lists is measured; a multiple of the slide.");
    public static final ConfigOption<Duration> PREQUENTIAL_WINDOW_SLIDE = key(WindowSettings.SLIDE)
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("Event time between the ends of two such windows. Each writes some 10 records a version.");

    public static final ConfigOption<Boolean> ROLLBACK_ENABLED = key(RollbackSettings.ENABLED)
            .booleanType()
            .defaultValue(RollbackSettings.DEFAULT.enabled())
            .withDescription("Whether a champion whose lists are worse than popularity's is rejected, and the champion"
                    + " before it serves again.");
    public static final ConfigOption<Double> ROLLBACK_SIGNIFICANCE = key(RollbackSettings.SIGNIFICANCE)
            .doubleType()
            .defaultValue(RollbackSettings.DEFAULT.significance())
            .withDescription("How unlikely a window must be if the champion were not worse, within [0.00001, 0.5]. Each"
                    + " window is another chance to be wrong.");
    public static final ConfigOption<Integer> ROLLBACK_TESTS_MIN = key(RollbackSettings.TESTS_MIN)
            .intType()
            .defaultValue(RollbackSettings.DEFAULT.testsMin())
            .withDescription("Tests with popularity beside them that a window must have to decide anything.");
    public static final ConfigOption<Double> ROLLBACK_MARGIN = key(RollbackSettings.MARGIN)
            .doubleType()
            .defaultValue(RollbackSettings.DEFAULT.margin())
            .withDescription("By how much MRR@20 may be lower than popularity's.");
    public static final ConfigOption<Duration> ROLLBACK_PAUSE = key(RollbackSettings.PAUSE)
            .durationType()
            .defaultValue(RollbackSettings.DEFAULT.pause())
            .withDescription(
                    "Event time after a rollback in which there is no other one; with the length of a window, the"
                            + " champion that it installed is judged by lists of its own.");

    public static final ConfigOption<String> DELIVERY = key("segue.delivery")
            .stringType()
            .defaultValue("fast")
            .withDescription("fast: at least once, visible in milliseconds, repeats have the same recommendationId."
                    + " exact: Kafka transactions, visible to read_committed consumers at the next checkpoint.");
    public static final ConfigOption<Duration> TRANSACTION_TIMEOUT = key(SinkSettings.TRANSACTION_TIMEOUT)
            .durationType()
            .defaultValue(Duration.ofMinutes(10))
            .withDescription(
                    "delivery = exact: after which the broker gives up a transaction. Longer than the"
                            + " checkpoint interval plus the longest restart; not above the broker's transaction.max.timeout.ms.");
    public static final ConfigOption<String> TRANSACTION_ID_PREFIX = key(SinkSettings.TRANSACTIONAL_ID_PREFIX)
            .stringType()
            .defaultValue("segue-recommend")
            .withDescription("delivery = exact: prefix of the transactional ids. Two jobs on one broker need two.");

    public static final ConfigOption<Duration> CHECKPOINT_INTERVAL = key("segue.job.checkpoint.interval")
            .durationType()
            .defaultValue(Duration.ofSeconds(10))
            .withDescription(
                    "Time between checkpoints; with delivery = exact also the time until answers are visible.");
    public static final ConfigOption<Duration> BUFFER_TIMEOUT = key("segue.job.buffer.timeout")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription(
                    "How long a record may wait in a network buffer between two operators for others to fill it; 0 ms"
                            + " for not at all, which needs no thread that looks: what an operator that is behind finds"
                            + " waiting it reads in one go anyway. Flink's own default of 100 ms would be most of the"
                            + " latency.");
    public static final ConfigOption<Integer> MAX_PARALLELISM = key("segue.job.max-parallelism")
            .intType()
            .defaultValue(128)
            .withDescription(
                    "Key groups: the parallelism that a savepoint can ever be restored with. Never change it.");

    private SegueOptions() {}

    private static ConfigOption<String> topic(String name, String description) {
        return key("segue.topic." + name)
                .stringType()
                .defaultValue("segue." + name)
                .withDescription(description);
    }
}
