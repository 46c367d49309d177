package io.segue.state.session;

/**
 * Numbers of 16 bits, IEEE 754 binary16: 11 significant bits, so that one within [-1, 1] is off by 2^-12 at most. What is
 * too large is infinite, what is too small zero. (The JDK has these since 20.)
 */
public final class HalfFloats {
    private static final int SIGN = 0x8000;
    private static final int INFINITE = 0x7c00;
    private static final int NAN_BIT = 0x0200;
    private static final int FRACTION = 0x03ff;
    private static final int FRACTION_BITS = 10;
    /** Bits of a float's fraction that a half does not have. */
    private static final int DROPPED_BITS = 23 - FRACTION_BITS;
    /** The difference of the exponents' biases, 127 and 15, in a float's bits. */
    private static final int REBIAS = (127 - 15) << 23;
    /** The scale of numbers below 2^-14, whose exponent is that of the smallest. */
    private static final float SUBNORMAL = 0x1p-24f;

    private static final float SMALLEST_NORMAL = 0x1p-14f;
    /** From here on a number is nearer to 2^16 than to the largest half. */
    private static final float TOO_LARGE = 65_520f;

    private HalfFloats() {}

    /** The nearest half, of two the even one. */
    public static short of(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & SIGN;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | INFINITE | NAN_BIT);
        }
        if (magnitude >= TOO_LARGE) {
            return (short) (sign | INFINITE);
        }
        if (magnitude < SMALLEST_NORMAL) {
            return (short) (sign | (int) Math.rint(magnitude / SUBNORMAL));
        }
        int rebiased = (bits & Integer.MAX_VALUE) - REBIAS;
        int half = rebiased >>> DROPPED_BITS;
        int roundedUp = rebiased + (1 << DROPPED_BITS - 1) - 1 + (half & 1);
        return (short) (sign | roundedUp >>> DROPPED_BITS);
    }

    public static float toFloat(short half) {
        int bits = half & 0xffff;
        int exponent = bits & INFINITE;
        int sign = (bits & SIGN) << 16;
        if (exponent == 0) {
            return Float.intBitsToFloat(sign | Float.floatToRawIntBits((bits & FRACTION) * SUBNORMAL));
        }
        int magnitude = (bits & ~SIGN) << DROPPED_BITS;
        int rebiased = exponent == INFINITE ? magnitude | 0x7f800000 : magnitude + REBIAS;
        return Float.intBitsToFloat(sign | rebiased);
    }
}
