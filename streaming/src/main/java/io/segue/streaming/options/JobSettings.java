package io.segue.streaming.options;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.sink.Compression;
import io.segue.connectors.sink.Delivery;
import io.segue.connectors.sink.SinkSettings;
import io.segue.connectors.source.EventWatermarks;
import io.segue.connectors.source.SourceSettings;
import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.models.device.DeviceChoice;
import io.segue.models.rank.RankSettings;
import io.segue.models.rules.RuleSettings;
import io.segue.operators.bundle.BundleSettings;
import io.segue.operators.model.ServingSettings;
import io.segue.operators.neighbours.ItemNeighboursSettings;
import io.segue.operators.ranking.RankerSettings;
import io.segue.operators.scoring.ScorerSettings;
import io.segue.operators.statistics.ItemStatisticsSettings;
import io.segue.state.json.RecordLimits;
import io.segue.state.live.HalfLives;
import io.segue.state.live.LiveSettings;
import io.segue.state.prequential.RollbackSettings;
import io.segue.state.prequential.UserSample;
import io.segue.state.prequential.WindowSettings;
import io.segue.state.session.SessionSettings;
import io.segue.state.settings.InvalidOptionException;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** All options of the RecommendJob, checked. Making one names the first option that is wrong. */
public record JobSettings(
        SourceSettings source,
        Topics topics,
        RecordLimits limits,
        EventWatermarks watermarks,
        ScorerSettings scorer,
        ItemStatisticsSettings statistics,
        ItemNeighboursSettings neighbours,
        RankerSettings ranker,
        WindowSettings windows,
        RollbackSettings rollback,
        SinkSettings sink,
        Duration checkpointInterval,
        Duration bufferTimeout,
        String device,
        int maxParallelism)
        implements Serializable {

    /** What a restart may take beyond the checkpoint interval before the broker gives up a transaction. */
    private static final Duration RESTART_ALLOWANCE = Duration.ofMinutes(1);

    public JobSettings {
        require(
                checkpointInterval.toMillis() >= 10 && checkpointInterval.toHours() <= 24,
                SegueOptions.CHECKPOINT_INTERVAL.key(),
                checkpointInterval,
                "within [10 ms, 24 h]");
        require(
                !bufferTimeout.isNegative() && bufferTimeout.toMillis() <= 1_000,
                SegueOptions.BUFFER_TIMEOUT.key(),
                bufferTimeout,
                "within [0 ms, 1 s]");
        Duration least = checkpointInterval.plus(RESTART_ALLOWANCE);
        require(
                sink.delivery() == Delivery.FAST || sink.transactionTimeout().compareTo(least) >= 0,
                SegueOptions.TRANSACTION_TIMEOUT.key(),
                sink.transactionTimeout(),
                "at least " + least + " (" + SegueOptions.CHECKPOINT_INTERVAL.key() + " and " + RESTART_ALLOWANCE
                        + " for a restart)");
        require(
                maxParallelism >= 1 && maxParallelism <= 32_768,
                SegueOptions.MAX_PARALLELISM.key(),
                maxParallelism,
                "within [1, 32768]");
        new DeviceChoice(device);
    }

    /** Reads and checks every option. */
    public static JobSettings of(Configuration options) {
        KafkaConnection kafka = kafkaOf(options);
        LiveSettings live = liveOf(options);
        RankSettings rank = rankOf(options);
        RuleSettings rules = rulesOf(options);
        return new JobSettings(
                new SourceSettings(
                        kafka, get(options, SegueOptions.GROUP_ID), get(options, SegueOptions.PARTITION_DISCOVERY)),
                topicsOf(options),
                new RecordLimits(
                        get(options, SegueOptions.RECORD_BYTES_MAX), get(options, SegueOptions.FUTURE_ALLOWANCE)),
                new EventWatermarks(get(options, SegueOptions.OUT_OF_ORDERNESS), get(options, SegueOptions.IDLENESS)),
                new ScorerSettings(
                        sessionOf(options),
                        servingOf(options),
                        bundleOf(options),
                        rank.proposalsMax(),
                        live.distanceMax(),
                        rules.excludesNewest()),
                new ItemStatisticsSettings(
                        live.popularity(),
                        get(options, SegueOptions.EMIT_INTERVAL),
                        get(options, SegueOptions.ITEMS_TTL)),
                new ItemNeighboursSettings(
                        live, get(options, SegueOptions.MODEL_NAME), get(options, SegueOptions.SUCCESSORS_TTL)),
                new RankerSettings(
                        servingOf(options),
                        get(options, SegueOptions.LIST_LENGTH),
                        live,
                        rank,
                        rules,
                        new UserSample(get(options, SegueOptions.PREQUENTIAL_CONTROL_SHARE))),
                new WindowSettings(
                        get(options, SegueOptions.PREQUENTIAL_WINDOW_LENGTH),
                        get(options, SegueOptions.PREQUENTIAL_WINDOW_SLIDE)),
                new RollbackSettings(
                        get(options, SegueOptions.ROLLBACK_ENABLED),
                        get(options, SegueOptions.ROLLBACK_SIGNIFICANCE),
                        get(options, SegueOptions.ROLLBACK_TESTS_MIN),
                        get(options, SegueOptions.ROLLBACK_MARGIN),
                        get(options, SegueOptions.ROLLBACK_PAUSE)),
                new SinkSettings(
                        kafka,
                        deliveryOf(options),
                        get(options, SegueOptions.TRANSACTION_ID_PREFIX),
                        get(options, SegueOptions.TRANSACTION_TIMEOUT),
                        Compression.NONE),
                get(options, SegueOptions.CHECKPOINT_INTERVAL),
                get(options, SegueOptions.BUFFER_TIMEOUT),
                get(options, SegueOptions.MODEL_DEVICE),
                get(options, SegueOptions.MAX_PARALLELISM));
    }

    private static KafkaConnection kafkaOf(Configuration options) {
        String servers = get(options, SegueOptions.BOOTSTRAP_SERVERS);
        require(
                servers.matches("[^,\\s:]+:\\d{1,5}(,[^,\\s:]+:\\d{1,5})*"),
                SegueOptions.BOOTSTRAP_SERVERS.key(),
                "'" + servers + "'",
                "host:port, or several separated by commas");
        String file = get(options, SegueOptions.CLIENT_PROPERTIES_FILE);
        return new KafkaConnection(servers, file.isEmpty() ? Map.of() : OptionReader.load(Path.of(file)));
    }

    private static Topics topicsOf(Configuration options) {
        return new Topics(
                get(options, SegueOptions.TOPIC_CLICKS),
                get(options, SegueOptions.TOPIC_VIEWS),
                get(options, SegueOptions.TOPIC_PURCHASES),
                get(options, SegueOptions.TOPIC_ITEMS),
                get(options, SegueOptions.TOPIC_RECOMMENDATIONS),
                get(options, SegueOptions.TOPIC_DEAD_LETTERS),
                get(options, SegueOptions.TOPIC_MODELS),
                get(options, SegueOptions.TOPIC_METRICS),
                get(options, SegueOptions.TOPIC_FORGET));
    }

    private static SessionSettings sessionOf(Configuration options) {
        return new SessionSettings(
                get(options, SegueOptions.SESSION_GAP),
                get(options, SegueOptions.SESSION_TAIL_MAX),
                get(options, SegueOptions.SESSION_EVENTS_MAX),
                get(options, SegueOptions.SESSION_EVENT_IDS_MAX),
                get(options, SegueOptions.SESSION_LATENESS));
    }

    private static BundleSettings bundleOf(Configuration options) {
        return new BundleSettings(get(options, SegueOptions.BUNDLE_SIZE_MAX), get(options, SegueOptions.BUNDLE_LINGER));
    }

    private static ServingSettings servingOf(Configuration options) {
        return new ServingSettings(
                get(options, SegueOptions.MODEL_NAME),
                get(options, SegueOptions.USER_TTL),
                get(options, SegueOptions.ITEMS_MAX),
                get(options, SegueOptions.PREQUENTIAL_PREVIOUS_SHARE),
                get(options, SegueOptions.PREQUENTIAL_RELEASED_SHARE));
    }

    private static LiveSettings liveOf(Configuration options) {
        return new LiveSettings(
                HalfLives.of(
                        LiveSettings.POPULARITY_HALF_LIFE,
                        get(options, SegueOptions.POPULARITY_HALF_LIFE_FAST),
                        get(options, SegueOptions.POPULARITY_HALF_LIFE_MEDIUM),
                        get(options, SegueOptions.POPULARITY_HALF_LIFE_SLOW)),
                HalfLives.of(
                        LiveSettings.SUCCESSORS_HALF_LIFE,
                        get(options, SegueOptions.SUCCESSORS_HALF_LIFE_FAST),
                        get(options, SegueOptions.SUCCESSORS_HALF_LIFE_MEDIUM),
                        get(options, SegueOptions.SUCCESSORS_HALF_LIFE_SLOW)),
                get(options, SegueOptions.SUCCESSORS_MAX),
                get(options, SegueOptions.SUCCESSORS_DISTANCE),
                get(options, SegueOptions.SUCCESSORS_SMOOTHING),
                get(options, SegueOptions.SESSION_DECAY),
                get(options, SegueOptions.HISTORY_MAX));
    }

    private static RankSettings rankOf(Configuration options) {
        return new RankSettings(
                get(options, SegueOptions.RANK_PROPOSALS),
                get(options, SegueOptions.RANK_POPULAR),
                get(options, SegueOptions.RANK_CANDIDATES),
                Set.of());
    }

    private static RuleSettings rulesOf(Configuration options) {
        return new RuleSettings(
                get(options, SegueOptions.RULES_EXCLUDE_NEWEST),
                get(options, SegueOptions.RULES_BOUGHT_EXCLUSION),
                get(options, SegueOptions.RULES_IMPRESSIONS_MAX),
                get(options, SegueOptions.RULES_CATEGORY_MAX),
                get(options, SegueOptions.RULES_RECENCY_BOOST),
                get(options, SegueOptions.RULES_RECENCY_HALF_LIFE),
                get(options, SegueOptions.RULES_EXPLORATION_SHARE));
    }

    private static Delivery deliveryOf(Configuration options) {
        String text = get(options, SegueOptions.DELIVERY);
        require(
                text.equals("fast") || text.equals("exact"),
                SegueOptions.DELIVERY.key(),
                "'" + text + "'",
                "fast or exact");
        return Delivery.valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** The value of an option; one of a wrong type is named. */
    static <T> T get(Configuration options, ConfigOption<T> option) {
        try {
            return options.get(option);
        } catch (IllegalArgumentException wrongType) {
            String type = OptionCatalogue.all().stream()
                    .filter(entry -> entry.key().equals(option.key()))
                    .map(OptionCatalogue.Entry::type)
                    .findFirst()
                    .orElse("value");
            throw new InvalidOptionException(
                    option.key(),
                    "'" + options.toMap().get(option.key()) + "'",
                    switch (type) {
                        case "duration" -> "a duration, as 5 ms, 30 s, 10 min, 1 d";
                        case "boolean" -> "true or false";
                        default -> "of type " + type;
                    });
        }
    }
}
