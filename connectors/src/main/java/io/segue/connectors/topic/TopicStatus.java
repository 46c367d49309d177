package io.segue.connectors.topic;

/**
 * One topic after {@link TopicCreation}.
 *
 * @param partitions as they are, which for an existing topic need not be what was asked for
 * @param created false when the topic was there before
 */
public record TopicStatus(String name, int partitions, boolean created) {}
