package io.segue.state.serialization;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The item ids of one record in few bytes, each with a tag of two bits beside it. Most shops number their items, behind
 * letters that are the same for all: {@code sku-4711} takes two to four bytes, a number alone too, an item again one.
 *
 * <p>An id begins with {@code rest << 4 | tag << 2 | form}, as an unsigned {@link VarInts}:
 *
 * <pre>
 * WHOLE     rest 0, the id follows as UTF
 * NUMBERED  the letters of the newest id, then rest in decimal digits without a zero in front
 * AGAIN     rest 0, the newest id once more
 * </pre>
 */
final class ItemIds {
    private static final int WHOLE = 0;
    private static final int NUMBERED = 1;
    private static final int AGAIN = 2;

    private static final int FORM_BITS = 2;
    private static final int TAG_BITS = 2;
    private static final int HEAD_BITS = FORM_BITS + TAG_BITS;
    private static final int FORM = (1 << FORM_BITS) - 1;
    private static final int TAG = (1 << TAG_BITS) - 1;
    /** So many digits leave room for the head in 63 bits. */
    private static final int DIGITS_MAX = 17;

    private String newest = "";
    private int letters;
    private int tag;

    /**
     * Writes one more id.
     *
     * @param tag within [0, 3]
     */
    void write(String itemId, int itemsTag, DataOutputView out) throws IOException {
        int head = itemsTag << FORM_BITS;
        if (itemId.equals(newest) && !itemId.isEmpty()) {
            VarInts.writeUnsigned(head | AGAIN, out);
            return;
        }
        int itemsLetters = letters(itemId);
        if (itemsLetters < itemId.length() && itemsLetters == letters && itemId.regionMatches(0, newest, 0, letters)) {
            long number = Long.parseLong(itemId, letters, itemId.length(), 10);
            VarInts.writeUnsigned(number << HEAD_BITS | head | NUMBERED, out);
        } else {
            VarInts.writeUnsigned(head | WHOLE, out);
            out.writeUTF(itemId);
        }
        newest = itemId;
        letters = itemsLetters;
    }

    /** Reads one more id; its tag is {@link #tag} then. */
    String read(DataInputView in) throws IOException {
        long head = VarInts.readUnsigned(in);
        tag = (int) (head >>> FORM_BITS) & TAG;
        switch ((int) head & FORM) {
            case WHOLE -> {
                newest = in.readUTF();
                letters = letters(newest);
            }
            case NUMBERED -> newest = newest.substring(0, letters) + (head >>> HEAD_BITS);
            case AGAIN -> {
                // The newest id it is.
            }
            default -> throw new IOException("an item id has the unknown form " + (head & FORM));
        }
        return newest;
    }

    /** The tag of the id read last. */
    int tag() {
        return tag;
    }

    /** Where the number at the end begins; the whole length where there is none. */
    private static int letters(String itemId) {
        int from = itemId.length();
        int first = Math.max(0, from - DIGITS_MAX);
        while (from > first && isDigit(itemId.charAt(from - 1))) {
            from--;
        }
        while (from < itemId.length() - 1 && itemId.charAt(from) == '0') {
            from++;
        }
        return from;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
