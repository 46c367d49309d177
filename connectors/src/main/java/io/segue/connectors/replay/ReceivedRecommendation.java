package io.segue.connectors.replay;

import io.segue.state.recommendation.Recommendation;

/**
 * A recommendation as a consumer outside sees it.
 *
 * @param receivedAtMs when it was read; minus the recommendation's {@code publishedAtMs} it is the latency
 */
public record ReceivedRecommendation(Recommendation recommendation, long receivedAtMs, int partition, long offset) {}
