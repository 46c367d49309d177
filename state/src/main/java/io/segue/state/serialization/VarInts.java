package io.segue.state.serialization;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Integers in as many bytes as they need: seven bits a byte, least significant first; signed ones in zigzag. */
public final class VarInts {
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7f;
    private static final int MORE = 0x80;

    private VarInts() {}

    public static void writeUnsigned(long value, DataOutputView out) throws IOException {
        long rest = value;
        while ((rest & ~(long) PAYLOAD) != 0) {
            out.writeByte((int) (rest & PAYLOAD) | MORE);
            rest >>>= PAYLOAD_BITS;
        }
        out.writeByte((int) rest);
    }

    public static long readUnsigned(DataInputView in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += PAYLOAD_BITS) {
            int octet = in.readUnsignedByte();
            value |= (long) (octet & PAYLOAD) << shift;
            if ((octet & MORE) == 0) {
                return value;
            }
        }
        throw new IOException("a variable-length integer has more than 10 bytes");
    }

    public static void writeSigned(long value, DataOutputView out) throws IOException {
        writeUnsigned((value << 1) ^ (value >> (Long.SIZE - 1)), out);
    }

    public static long readSigned(DataInputView in) throws IOException {
        long zigzag = readUnsigned(in);
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    /** Reads a count and checks it, so that broken bytes are an error and not an allocation. */
    public static int readCount(DataInputView in, int max) throws IOException {
        long count = readUnsigned(in);
        if (count < 0 || count > max) {
            throw new IOException("a list has " + count + " elements, but may have at most " + max);
        }
        return (int) count;
    }
}
