package io.segue.state.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The newest event ids of a user as 64-bit hashes, oldest first, never more than the caller's limit. Two different ids
 * of a user collide with a probability of about {@code size / 2^64}.
 */
public final class RecentEventIds {
    public static final RecentEventIds EMPTY = new RecentEventIds(new long[0]);

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long[] hashes;

    private RecentEventIds(long[] hashes) {
        this.hashes = hashes;
    }

    public static RecentEventIds ofHashes(long... hashes) {
        return new RecentEventIds(hashes.clone());
    }

    public boolean contains(String eventId) {
        long wanted = hash(eventId);
        for (long hash : hashes) {
            if (hash == wanted) {
                return true;
            }
        }
        return false;
    }

    public RecentEventIds append(String eventId, int idsMax) {
        int from = Math.max(0, hashes.length + 1 - idsMax);
        long[] next = Arrays.copyOfRange(hashes, from, hashes.length + 1);
        next[next.length - 1] = hash(eventId);
        return new RecentEventIds(next);
    }

    public int size() {
        return hashes.length;
    }

    public long hashAt(int index) {
        return hashes[index];
    }

    /** FNV-1a over UTF-8, finished with the mixer of MurmurHash3. Part of state: never change it. */
    private static long hash(String eventId) {
        long hash = FNV_OFFSET;
        for (byte octet : eventId.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecentEventIds that && Arrays.equals(hashes, that.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return "RecentEventIds[" + hashes.length + "]";
    }
}
