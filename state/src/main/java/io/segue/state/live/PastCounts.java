package io.segue.state.live;

import java.util.List;

/**
 * What was counted before a job began to count: the counts at the end of the data that a model was trained on. Without
 * them a new job would rank by counts that are all but empty, by a ranker that never saw such.
 */
public interface PastCounts {
    /** Nothing was counted. */
    PastCounts NONE = new PastCounts() {
        @Override
        public long untilMs() {
            return Long.MIN_VALUE;
        }

        @Override
        public List<String> itemIds() {
            return List.of();
        }

        @Override
        public ItemActivity activity(String itemId) {
            return ItemActivity.NONE;
        }

        @Override
        public Successors successors(String itemId) {
            return Successors.NONE;
        }
    };

    /** Event time of the newest event that is in them, epoch milliseconds. */
    long untilMs();

    /** The items that were counted. */
    List<String> itemIds();

    ItemActivity activity(String itemId);

    Successors successors(String itemId);
}
