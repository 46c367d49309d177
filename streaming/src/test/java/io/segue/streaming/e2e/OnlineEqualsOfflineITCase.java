package io.segue.streaming.e2e;

import static io.segue.streaming.e2e.LocalStack.awaitThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.segue.connectors.replay.EventPublisher;
import io.segue.connectors.replay.ReceivedRecommendation;
import io.segue.connectors.replay.RecommendationReader;
import io.segue.connectors.replay.ReleasePublisher;
import io.segue.connectors.replay.StartAt;
import io.segue.connectors.source.Clock;
import io.segue.models.bundle.ModelLease;
import io.segue.models.bundle.ModelRegistry;
import io.segue.models.device.DeviceChoice;
import io.segue.models.format.ModelSummary;
import io.segue.models.rank.RankedItem;
import io.segue.models.serving.Scorer;
import io.segue.operators.model.RegistryModelSource;
import io.segue.state.MetricNames;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.live.LiveSettings;
import io.segue.state.recommendation.Recommendation;
import io.segue.state.recommendation.RecommendedItem;
import io.segue.state.recommendation.Source;
import io.segue.streaming.local.JobMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same events, one at a time, through the real job and through the offline path: the same lists, place by place.
 *
 * <pre>
 *            history                          compared
 * job   ├─ items announced often ─┤ savepoint ├─ all announced once, then held ─┤
 * twin  ├─ items counted         ─┤           ├─ items held                    ─┤
 *         successors, pasts, sessions and hidden vectors are live on both sides throughout
 * </pre>
 */
class OnlineEqualsOfflineITCase {
    private static final int HISTORY = 300;
    private static final int COMPARED = 300;
    private static final String WITHDRAWN = "item-3";

    @TempDir
    Path folder;

    @Test
    void answersAsTheOfflinePathDoes() throws Exception {
        ModelSummary model = SmallModel.train(folder.resolve("v1"), "v1", 1);
        List<Interaction> events =
                interleaved(SmallModel.events(RankedModelSource.EVENTS_END).subList(0, HISTORY + COMPARED));
        RankedModelSource models = new RankedModelSource(new RegistryModelSource("cpu"));
        try (LocalStack stack = new LocalStack(folder, 1, Map.of("segue.live.emit.interval", "100 ms"));
                Outside outside = new Outside(stack.kafka());
                EventPublisher publisher = new EventPublisher(stack.kafka(), stack.settings.topics());
                RecommendationReader answers = new RecommendationReader(
                        stack.kafka(), stack.settings.topics(), StartAt.EARLIEST, Clock.SYSTEM);
                ModelLease lease = ModelRegistry.process()
                        .acquire(model.bundle().toString(), model.sha256(), new DeviceChoice("cpu"))
                        .join();
                Scorer scorer = lease.model().newScorer()) {
            Map<String, ItemContent> contents = announceItems(stack, outside);
            OfflineTwin twin = new OfflineTwin(stack.settings, scorer, new ItemCatalogue(contents), Set.of(WITHDRAWN));
            try (ReleasePublisher releases = new ReleasePublisher(stack.kafka(), stack.settings.topics())) {
                releases.publish(SmallModel.champion(model));
            }
            stack.startJob(stack.settings, models);
            awaitThat("the ranker is loaded", () -> gauge(stack, "Ranker", MetricNames.RANKER_LOADED) == 1);
            awaitThat("the model is loaded", () -> gauge(stack, "SessionScorer", MetricNames.MODEL_LOADED) == 1);
            awaitThat("the past is loaded", () -> gauge(stack, "ItemNeighbours", MetricNames.PAST_ITEMS) > 0);
            int history = endingWithAnItemUnknownToThePast(
                    events, stack.settings.ranker().live());
            List<Recommendation> shown = new ArrayList<>();
            for (Interaction event : events.subList(0, history)) {
                shown.add(answerTo(event, publisher, answers));
                twin.answer(event);
            }
            stack.stopJob();

            stack.startJob(stack.settingsWith("segue.live.emit.interval", "1 h"), models);
            awaitThat(
                    "all items are announced",
                    () -> gauge(stack, "Ranker", MetricNames.LIVE_ITEMS) == twin.itemsKnown());
            twin.holdItems();
            Set<Source> sources = EnumSet.noneOf(Source.class);
            for (Interaction event : events.subList(history, events.size())) {
                Recommendation online = answerTo(event, publisher, answers);
                shown.add(online);
                assertSame(online, twin.answer(event));
                online.items().forEach(item -> sources.add(item.source()));
            }
            assertThat(sources)
                    .as("all kinds of proposals were compared")
                    .contains(Source.GRU, Source.NEIGHBOURS, Source.SUCCESSORS, Source.HISTORY, Source.POPULARITY);
            awaitThat("all is accounted for", () -> stack.accounting().answered() == events.size());
            OutsideJudge outsideJudge = OutsideJudge.of(events, shown);
            assertThat(outsideJudge.hits()).isPositive();
            assertThat(outsideJudge)
                    .as("the job measures its lists as anybody outside would")
                    .isEqualTo(new OutsideJudge(
                            count(stack, MetricNames.PREQUENTIAL_TESTS),
                            count(stack, MetricNames.PREQUENTIAL_HITS_GRU)));
            assertThat(count(stack, MetricNames.UNTESTED_OVERTAKEN))
                    .as("one at a time")
                    .isZero();
        }
    }

    private static long count(LocalStack stack, String name) throws Exception {
        return Math.round(gauge(stack, "Ranker", name));
    }

    /** The item seen last is announced last: once the ranker knows it, it knows all. */
    private static int endingWithAnItemUnknownToThePast(List<Interaction> events, LiveSettings live) {
        List<String> known = RankedModelSource.past(live).itemIds();
        int end = HISTORY;
        while (known.contains(events.get(end - 1).itemId())) {
            end--;
        }
        return end;
    }

    /** Every visitor has two sessions open, and now and then goes to the other one for an event. */
    private static List<Interaction> interleaved(List<Interaction> events) {
        List<Interaction> named = new ArrayList<>();
        for (Interaction event : events) {
            named.add(new Interaction(
                    event.eventId(),
                    event.userId(),
                    event.itemId(),
                    event.type(),
                    event.timestampMs(),
                    named.size() % 5 == 0 ? "aside" : "main",
                    event.publishedAtMs()));
        }
        return named;
    }

    /** Published before the job starts; the second start knows them from the savepoint. */
    private static Map<String, ItemContent> announceItems(LocalStack stack, Outside outside) throws Exception {
        Map<String, ItemContent> contents = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            String itemId = "item-" + i;
            ItemContent content = new ItemContent("shop.c" + i % 7, "brand" + i % 5, 1 + i % 11, "Item " + i);
            contents.put(itemId, content);
            outside.publish(
                    stack.settings.topics().items(),
                    itemId,
                    "{\"itemId\":\"%s\",\"available\":%s,\"category\":\"%s\",\"brand\":\"%s\",\"price\":%s,\"title\":\"%s\"}"
                            .formatted(
                                    itemId,
                                    !itemId.equals(WITHDRAWN),
                                    content.category(),
                                    content.brand(),
                                    content.price(),
                                    content.title()));
        }
        return contents;
    }

    private static Recommendation answerTo(Interaction event, EventPublisher publisher, RecommendationReader answers)
            throws Exception {
        publisher.publish(event);
        publisher.flush();
        long deadlineNanos = System.nanoTime() + LocalStack.PATIENCE.toNanos();
        while (System.nanoTime() < deadlineNanos) {
            List<ReceivedRecommendation> received = answers.poll(Duration.ofMillis(100));
            if (!received.isEmpty()) {
                assertThat(received).hasSize(1);
                Recommendation answer = received.get(0).recommendation();
                assertThat(answer.triggerEventId()).isEqualTo(event.eventId());
                assertThat(answer.reason()).startsWith("next item in the session");
                return answer;
            }
        }
        throw new AssertionError("no answer to " + event);
    }

    private static void assertSame(Recommendation online, List<RankedItem> offline) {
        assertThat(online.items())
                .as("answer to " + online.triggerEventId())
                .extracting(RecommendedItem::itemId)
                .containsExactlyElementsOf(
                        offline.stream().map(RankedItem::itemId).toList());
        for (int place = 0; place < offline.size(); place++) {
            RecommendedItem item = online.items().get(place);
            assertThat(item.score()).isCloseTo(offline.get(place).score(), within(1e-4 * (1 + Math.abs(item.score()))));
            assertThat(item.source()).isEqualTo(offline.get(place).source());
            assertThat(item.because()).isEqualTo(offline.get(place).because());
        }
    }

    private static double gauge(LocalStack stack, String operator, String name) throws Exception {
        return stack.metrics().read(operator, name, JobMetrics.Aggregate.MIN).orElse(-1);
    }
}
