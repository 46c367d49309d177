package io.segue.state.release;

/** Where users fall in [0, 1): evenly, the same in every process, and anew for every salt. */
final class UserHash {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int DROPPED_BITS = 11;
    private static final double STEP = 0x1.0p-53;

    private UserHash() {}

    /** FNV-1a over salt and user, then the finalizer of MurmurHash3, because FNV mixes its last characters badly. */
    static double of(String salt, String userId) {
        long hash = mixed(hash(FNV_BASIS, salt));
        return (mixed(hash(hash, userId)) >>> DROPPED_BITS) * STEP;
    }

    private static long hash(long basis, String text) {
        long hash = basis;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
