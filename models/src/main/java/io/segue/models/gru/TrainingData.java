package io.segue.models.gru;

import io.segue.models.training.TooLittleToLearnException;
import io.segue.models.vocabulary.ContentRows;
import io.segue.models.vocabulary.ContentVocabulary;
import io.segue.models.vocabulary.KnownItems;
import io.segue.models.vocabulary.Vocabulary;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.session.SessionEvent;
import io.segue.state.session.SessionTail;
import io.segue.state.session.UserSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Sessions as numbers. A window is a session or a piece of one: some inputs, each with the item that came next.
 *
 * <p>An input without a target, because the next item is the same again or has no row of its own, only moves the
 * hidden vector. Serving never recommends the item just seen, so nothing is learned from repeats.
 *
 * <p>For a network with a memory the last event of a session is an input, too: what it leaves behind is where its user's
 * next session begins.
 *
 * <p>An item too rare for a row of its own whose content is known is read as its content alone, under a row number
 * behind the buckets, as serving does with items that it was told of.
 */
final class TrainingData {
    /** In place of a target's row. */
    static final int NO_TARGET = -1;

    /** In place of a window. */
    static final int NO_WINDOW = -1;

    private static final int ITEMS_MIN = 2;

    /**
     * One input: what is read, and what came next.
     *
     * @param isLeftBehind whether no target follows in its session
     */
    record Input(int row, ContextFeatures context, int targetRow, List<Copied> copied, boolean isLeftBehind) {
        boolean hasTarget() {
            return targetRow != NO_TARGET;
        }
    }

    private record LastSession(int window, long endMs) {}

    /** An item with a row of its own that may come again. */
    record Copied(int row, CopiedItem item) {}

    private final GruSettings settings;
    private final KnownItems items;
    private final long[] itemCounts;
    private final Map<String, Integer> contentOnlyRows = new HashMap<>();
    private final List<ContentRows> contents = new ArrayList<>();

    private final List<Input> inputs = new ArrayList<>();
    private int examplesCount;
    private int[] windowStarts = new int[1_024];
    private int[] windowsBefore = new int[1_024];
    private final Map<String, LastSession> lastSessions = new HashMap<>();
    private int windowsCount;

    /**
     * Data without any session.
     *
     * @param itemCounts interactions by item row
     * @param itemContents by item row
     */
    TrainingData(GruSettings settings, KnownItems items, long[] itemCounts, List<ContentRows> itemContents) {
        this.settings = settings;
        this.items = items;
        this.itemCounts = itemCounts;
        contents.addAll(itemContents);
        contents.addAll(Collections.nCopies(settings.vocabulary().oovBuckets(), ContentRows.NONE));
    }

    /**
     * Takes sessions in, keeping their order.
     *
     * @throws IllegalArgumentException if there is nothing to learn from
     */
    static TrainingData of(List<UserSession> sessions, ItemCatalogue catalogue, GruSettings settings) {
        Map<String, Long> counts = new HashMap<>();
        for (UserSession session : sessions) {
            for (SessionEvent event : session.tail().events()) {
                counts.merge(event.itemId(), 1L, Long::sum);
            }
        }
        int supportMin = settings.vocabulary().supportMin();
        List<String> itemIds = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= supportMin)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        long[] itemCounts = itemIds.stream().mapToLong(counts::get).toArray();
        KnownItems items = knownItems(itemIds, catalogue, settings);
        TrainingData data = new TrainingData(settings, items, itemCounts, items.contents());
        for (UserSession session : sessions) {
            data.add(session, catalogue::of);
        }
        if (itemIds.size() < ITEMS_MIN || data.examplesCount == 0) {
            throw new TooLittleToLearnException("too little to learn from: " + sessions.size() + " sessions, "
                    + counts.size() + " items, " + itemIds.size() + " of them with at least " + supportMin
                    + " interactions, " + data.examplesCount + " changes to such an item; at least " + ITEMS_MIN
                    + " of the items and one change are needed");
        }
        return data;
    }

    private static KnownItems knownItems(List<String> itemIds, ItemCatalogue catalogue, GruSettings settings) {
        Vocabulary vocabulary = new Vocabulary(itemIds);
        GruSettings.Content content = settings.content();
        if (content.buckets() == 0) {
            return KnownItems.withoutContent(vocabulary);
        }
        Map<String, ItemContent> known = new HashMap<>();
        for (String itemId : itemIds) {
            if (!catalogue.of(itemId).isUnknown()) {
                known.put(itemId, catalogue.of(itemId));
            }
        }
        return new KnownItems(
                vocabulary,
                new ItemCatalogue(known),
                ContentVocabulary.of(known.values(), content.supportMin(), content.buckets()));
    }

    private void add(UserSession userSession, Function<String, ItemContent> contentOf) {
        SessionTail session = userSession.tail();
        List<StepInput> steps = session.inputs();
        int lastExample = lastExample(steps);
        int last = hasMemory() ? steps.size() - 1 : lastExample;
        for (int i = 0; i <= last; i++) {
            if (i == 0 || isCutAt(i)) {
                beginWindow(i == 0 ? windowBefore(userSession) : NO_WINDOW);
            }
            addInput(session, i, target(steps, i), i > lastExample, contentOf);
        }
        if (hasMemory()) {
            lastSessions.put(
                    userSession.userId(),
                    new LastSession(windowsCount - 1, session.newest().timestampMs()));
        }
    }

    /**
     * Adds the end of a session as one window.
     *
     * @param first index of its first input
     * @param learned so many of its events, the oldest, are no targets, because they have been
     */
    void add(SessionTail session, int first, int learned, Function<String, ItemContent> contentOf) {
        List<StepInput> steps = session.inputs();
        int last = lastExample(steps);
        if (last < first) {
            return;
        }
        beginWindow(NO_WINDOW);
        for (int i = first; i <= last; i++) {
            addInput(session, i, i + 1 < learned ? NO_TARGET : target(steps, i), false, contentOf);
        }
    }

    private void addInput(
            SessionTail session, int index, int target, boolean isLeftBehind, Function<String, ItemContent> contentOf) {
        StepInput step = session.input(index);
        List<Copied> copied = target == NO_TARGET ? List.of() : copied(session, index);
        inputs.add(new Input(inputRow(step.itemId(), contentOf), step.context(), target, copied, isLeftBehind));
        examplesCount += target == NO_TARGET ? 0 : 1;
    }

    /** A session that still goes on when this one starts can't be known as a whole. */
    private int windowBefore(UserSession session) {
        LastSession before = lastSessions.get(session.userId());
        boolean isOver = before != null
                && before.endMs() <= session.tail().events().get(0).timestampMs();
        return before != null && isOver ? before.window() : NO_WINDOW;
    }

    private boolean hasMemory() {
        return settings.network().memory();
    }

    private boolean isCutAt(int index) {
        return settings.batches().kind() == BatchKind.WHOLE_SESSIONS
                && index % settings.batches().stepsMax() == 0;
    }

    private List<Copied> copied(SessionTail session, int index) {
        List<Copied> copied = new ArrayList<>();
        for (CopiedItem item : CopiedItem.of(session, index, settings.copy().eventsMax())) {
            int row = items.vocabulary().row(item.itemId());
            if (row >= 0) {
                copied.add(new Copied(row, item));
            }
        }
        return copied.isEmpty() ? List.of() : copied;
    }

    private int inputRow(String itemId, Function<String, ItemContent> contentOf) {
        if (items.vocabulary().contains(itemId)) {
            return items.vocabulary().row(itemId);
        }
        ContentRows content = items.content().rows(contentOf.apply(itemId));
        if (content.isEmpty()) {
            return items.vocabulary().rowOrBucket(itemId, settings.vocabulary().oovBuckets());
        }
        return contentOnlyRows.computeIfAbsent(itemId, any -> {
            contents.add(content);
            return contents.size() - 1;
        });
    }

    /** Whatever comes after the last example of a session teaches nothing. */
    private int lastExample(List<StepInput> steps) {
        int last = steps.size() - 2;
        while (last >= 0 && target(steps, last) == NO_TARGET) {
            last--;
        }
        return last;
    }

    private int target(List<StepInput> steps, int index) {
        if (index + 1 == steps.size()) {
            return NO_TARGET;
        }
        String itemId = steps.get(index).itemId();
        String nextItemId = steps.get(index + 1).itemId();
        return nextItemId.equals(itemId) ? NO_TARGET : items.vocabulary().row(nextItemId);
    }

    private void beginWindow(int windowBefore) {
        if (windowsCount == windowStarts.length) {
            windowStarts = Arrays.copyOf(windowStarts, 2 * windowsCount);
            windowsBefore = Arrays.copyOf(windowsBefore, 2 * windowsCount);
        }
        windowsBefore[windowsCount] = windowBefore;
        windowStarts[windowsCount++] = inputs.size();
    }

    KnownItems items() {
        return items;
    }

    /** Interactions by item row. */
    long[] itemCounts() {
        return itemCounts;
    }

    /** By row, those of items that are read as their content alone last. */
    List<ContentRows> contents() {
        return contents;
    }

    int examplesCount() {
        return examplesCount;
    }

    int windowsCount() {
        return windowsCount;
    }

    int windowStart(int window) {
        return windowStarts[window];
    }

    int windowLength(int window) {
        int end = window + 1 < windowsCount ? windowStarts[window + 1] : inputs.size();
        return end - windowStarts[window];
    }

    /** The last window of the session that the user of this one had before, or {@link #NO_WINDOW}. */
    int windowBefore(int window) {
        return windowsBefore[window];
    }

    Input input(int index) {
        return inputs.get(index);
    }
}
