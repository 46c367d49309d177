package io.segue.streaming.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.interaction.Interaction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShopEventsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void teachesEveryItemBeforeTheDrainBegins() {
        ShopEvents shop = new ShopEvents(new PipelineSettings(1_000, 300, 16, 500, 1, 1, 1), NOW);

        List<Interaction> learned = shop.toLearnFrom();
        Interaction drained = shop.next();

        assertThat(learned.stream().map(Interaction::itemId).collect(Collectors.toSet()))
                .hasSize(300);
        assertThat(learned).isSortedAccordingTo(Comparator.comparingLong(Interaction::timestampMs));
        assertThat(drained.timestampMs())
                .isGreaterThanOrEqualTo(learned.get(learned.size() - 1).timestampMs())
                .isLessThan(NOW.toEpochMilli());
    }

    @Test
    void learnsFromUsersWhoComeAgainHoweverManyThereAre() {
        ShopEvents shop = new ShopEvents(new PipelineSettings(1_000, 300, 16, 1_000_000, 1, 1, 1), NOW);

        List<Interaction> visits = shop.toLearnFrom().stream()
                .filter(event -> !event.userId().startsWith("guide-"))
                .toList();

        assertThat(visits).hasSize(shop.learnedVisitsCount());
        assertThat(visits.stream().map(Interaction::userId).collect(Collectors.toSet()))
                .hasSizeLessThan(visits.size() * 3 / 4);
    }
}
