package io.segue.state.deadletter;

/** Where a record came from. */
public record Origin(String topic, int partition, long offset, long publishedAtMs) {
    /** The identity of a record whose producer gave it none. */
    public String eventId() {
        return topic + "-" + partition + "-" + offset;
    }
}
