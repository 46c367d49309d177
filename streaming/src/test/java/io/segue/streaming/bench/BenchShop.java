package io.segue.streaming.bench;

import io.segue.connectors.generator.EventGenerator;
import io.segue.connectors.generator.GeneratorSettings;
import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.GruSettings;
import io.segue.models.rank.RankTrainingSettings;
import io.segue.models.recommender.RecommenderSettings;
import io.segue.models.recommender.RecommenderTrainer;
import io.segue.models.training.TrainingSet;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.Item;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionLog;
import io.segue.streaming.options.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A generated shop: its items, its past, which a model is trained on, and what happens next. */
record BenchShop(int items, int events, int trainedEvents) {
    static final String MODEL = "segue";
    static final String VERSION = "bench";
    static final Instant TRAINED_UNTIL = Instant.parse("2026-01-01T00:00:00Z");

    private static final int USERS = 20_000;
    private static final double EVENTS_PER_SECOND = 20;
    private static final int BRANDS = 40;
    private static final int CATEGORIES = 100;
    private static final long SEED = 11;
    /** Of the default size, and learned in a hurry: here it is only to cost what it costs. */
    private static final RankTrainingSettings RANKER =
            new RankTrainingSettings(0.25, 32, 2, 32, 0.003, 0.01, 5_000, 1, 3);

    List<Item> catalogue() {
        return IntStream.range(0, items)
                .mapToObj(item -> new Item("item-" + item, true, contentOf(item)))
                .toList();
    }

    private static ItemContent contentOf(int item) {
        int category = item % CATEGORIES;
        return new ItemContent(
                "department-" + category % 10 + ".category-" + category,
                "brand-" + item * 7 % BRANDS,
                5 + item * 31 % 200,
                "");
    }

    /** What happens after the model was trained, in event-time order. */
    List<Interaction> happening() {
        return events(events, TRAINED_UNTIL.plus(lasting(events)));
    }

    private List<Interaction> events(int count, Instant until) {
        return new ArrayList<>(
                new EventGenerator(GeneratorSettings.of(USERS, items, EVENTS_PER_SECOND, lasting(count), until, SEED))
                        .stream().toList());
    }

    private static Duration lasting(int count) {
        return Duration.ofMillis((long) (count / EVENTS_PER_SECOND * 1_000));
    }

    /** Trains in a minute or two. */
    void train(Path bundle, JobSettings job) throws Exception {
        ItemCatalogue catalogue =
                new ItemCatalogue(catalogue().stream().collect(Collectors.toMap(Item::itemId, Item::content)));
        TrainingSet past = new TrainingSet(
                SessionLog.sessions(
                        events(trainedEvents, TRAINED_UNTIL), job.scorer().session()),
                catalogue,
                true);
        GruSettings gru = GruSettings.DEFAULT.withHiddenSize(100).withEpochs(1).withSeed(SEED);
        new RecommenderTrainer(RecommenderSettings.DEFAULT.withGru(gru).withTraining(RANKER), DeviceChoice.CPU)
                .train(past, SEED, progress -> {})
                .writeBundle(bundle, MODEL, VERSION, TRAINED_UNTIL.toEpochMilli(), Map.of());
    }
}
