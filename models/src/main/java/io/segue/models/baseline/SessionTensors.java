package io.segue.models.baseline;

import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.Vocabulary;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Sessions as tensors, which hold floats: exact for integers up to 2^24 only, so nothing larger is written.
 *
 * <ul>
 *   <li>{@code session_index.lengths}, [sessions]: events of each session, oldest session first;
 *   <li>{@code session_index.items}, [events]: the row of every event's item, session after session, oldest first;
 *   <li>{@code session_index.ends}, [sessions, 2]: event time (UTC) of each session's newest event, as days since
 *       1970-01-01 and the second of that day.
 * </ul>
 */
final class SessionTensors {
    static final String LENGTHS = "session_index.lengths";
    static final String ITEMS = "session_index.items";
    static final String ENDS = "session_index.ends";

    private static final int EXACT_MAX = 1 << 24;
    private static final long DAY_SECONDS = 86_400;

    private SessionTensors() {}

    static List<Tensor> write(SessionRows sessions) {
        int count = sessions.count();
        if (count == 0) {
            throw new IllegalStateException("an index without sessions cannot be written");
        }
        if (sessions.vocabulary().size() > EXACT_MAX) {
            throw new IllegalStateException(
                    "the vocabulary has " + sessions.vocabulary().size() + " items, but must have at most " + EXACT_MAX
                            + " for their rows to be exact");
        }
        Tensor lengths = Tensor.zeros(LENGTHS, count);
        Tensor items = Tensor.zeros(ITEMS, sessions.rows().length);
        Tensor ends = Tensor.zeros(ENDS, count, 2);
        for (int session = 0; session < count; session++) {
            long seconds = sessions.endSeconds()[session];
            lengths.values()[session] = sessions.length(session);
            ends.values()[2 * session] = Math.floorDiv(seconds, DAY_SECONDS);
            ends.values()[2 * session + 1] = Math.floorMod(seconds, DAY_SECONDS);
        }
        for (int i = 0; i < items.values().length; i++) {
            items.values()[i] = sessions.rows()[i];
        }
        return List.of(lengths, items, ends);
    }

    static SessionRows read(Vocabulary vocabulary, Map<String, Tensor> tensors) {
        Tensor lengths = tensor(tensors, LENGTHS);
        int count = lengths.values().length;
        requireShape(lengths, count);
        int[] starts = new int[count + 1];
        for (int session = 0; session < count; session++) {
            starts[session + 1] = Math.addExact(
                    starts[session], integer(lengths, session, SessionRows.EVENTS_MIN, SessionIndexLimits.EVENTS_MAX));
        }
        Tensor items = tensor(tensors, ITEMS);
        requireShape(items, starts[count]);
        int[] rows = new int[starts[count]];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = integer(items, i, 0, vocabulary.size() - 1);
        }
        Tensor ends = tensor(tensors, ENDS);
        requireShape(ends, count, 2);
        long[] endSeconds = new long[count];
        for (int session = 0; session < count; session++) {
            endSeconds[session] = integer(ends, 2 * session, -EXACT_MAX, EXACT_MAX) * DAY_SECONDS
                    + integer(ends, 2 * session + 1, 0, (int) DAY_SECONDS - 1);
            if (session > 0 && endSeconds[session] < endSeconds[session - 1]) {
                throw new IllegalArgumentException("tensor " + ENDS + " has session " + session
                        + " ending before session " + (session - 1) + ", but must be in order of time");
            }
        }
        return new SessionRows(vocabulary, starts, rows, endSeconds);
    }

    private static Tensor tensor(Map<String, Tensor> tensors, String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("tensor " + name + " of the session index is missing");
        }
        return tensor;
    }

    private static void requireShape(Tensor tensor, int... shape) {
        if (!Arrays.equals(tensor.shape(), shape)) {
            throw new IllegalArgumentException("tensor " + tensor.name() + " has shape "
                    + Arrays.toString(tensor.shape()) + ", but must have " + Arrays.toString(shape));
        }
    }

    private static int integer(Tensor tensor, int index, int min, int max) {
        float value = tensor.values()[index];
        if (!(value >= min && value <= max) || value != Math.rint(value)) {
            throw new IllegalArgumentException("tensor " + tensor.name() + " has " + value + " at " + index
                    + ", but must have an integer within [" + min + ", " + max + "]");
        }
        return (int) value;
    }
}
