package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** What every serializer does. A subclass brings the values of its type and the golden bytes of each version. */
abstract class SerializerContract<T> {
    abstract VersionedSerializer<T> serializer();

    /** Bytes in hexadecimal, as savepoints of this version hold them, and the value that they are. Never edit: append. */
    abstract Map<String, T> golden();

    /** The same of versions that are no longer written: version, a space, the bytes. */
    Map<String, T> goldenOfOldVersions() {
        return Map.of();
    }

    int newestVersion() {
        return 1;
    }

    abstract List<T> edgeCases();

    void assertSame(T actual, T expected) {
        assertThat(actual).isEqualTo(expected);
    }

    @Test
    void writesTheGoldenBytes() throws Exception {
        for (Map.Entry<String, T> golden : golden().entrySet()) {
            assertThat(hex(write(golden.getValue()))).isEqualTo(golden.getKey());
        }
    }

    @Test
    void readsTheGoldenBytes() throws Exception {
        for (Map.Entry<String, T> golden : golden().entrySet()) {
            assertSame(read(HexFormat.of().parseHex(golden.getKey())), golden.getValue());
        }
    }

    @Test
    void isAtTheVersionOfTheGoldenBytes() {
        assertThat(serializer().version())
                .as("a new version has new golden bytes")
                .isEqualTo(newestVersion());
    }

    @Test
    void readsTheGoldenBytesOfOldVersions() throws Exception {
        for (Map.Entry<String, T> golden : goldenOfOldVersions().entrySet()) {
            String[] versionAndHex = golden.getKey().split(" ", 2);
            byte[] bytes = HexFormat.of().parseHex(versionAndHex[1]);
            DataInputDeserializer in = new DataInputDeserializer(bytes);

            assertSame(serializer().read(in, Integer.parseInt(versionAndHex[0])), golden.getValue());
            assertThat(in.available()).isZero();
        }
    }

    @Test
    void givesBackEveryEdgeCase() throws Exception {
        for (T value : edgeCases()) {
            assertSame(read(write(value)), value);
        }
    }

    @Test
    void readsNoByteMoreThanItWrote() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        for (T value : edgeCases()) {
            serializer().serialize(value, out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        for (T value : edgeCases()) {
            assertSame(serializer().deserialize(in), value);
        }
        assertThat(in.available()).isZero();
    }

    @Test
    void copiesBytesAsTheyAre() throws Exception {
        for (T value : edgeCases()) {
            byte[] written = write(value);
            DataOutputSerializer copy = new DataOutputSerializer(64);

            serializer().copy(new DataInputDeserializer(written), copy);

            assertThat(copy.getCopyOfBuffer()).isEqualTo(written);
        }
    }

    @Test
    void sharesValuesSinceTheyAreImmutable() {
        T value = edgeCases().get(0);

        assertThat(serializer().isImmutableType()).isTrue();
        assertThat(serializer().copy(value)).isSameAs(value);
        assertThat(serializer().duplicate()).isEqualTo(serializer());
        assertThat(serializer().getLength()).as("of no fixed length").isEqualTo(-1);
    }

    @Test
    void failsOnBytesThatEndTooEarly() {
        for (String hex : golden().keySet()) {
            byte[] whole = HexFormat.of().parseHex(hex);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void travelsToTheTaskManagers() throws Exception {
        TypeSerializer<T> arrived = InstantiationUtil.clone(serializer());

        assertThat(arrived).isEqualTo(serializer()).hasSameHashCodeAs(serializer());
    }

    @Test
    void isRestoredFromItsSnapshot() throws Exception {
        TypeSerializer<T> restored =
                VersionedSerializerSnapshotTest.throughASavepoint(serializer()).restoreSerializer();

        assertThat(restored).isEqualTo(serializer());
    }

    byte[] write(T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer().serialize(value, out);
        return out.getCopyOfBuffer();
    }

    T read(byte[] bytes) throws IOException {
        return serializer().deserialize(new DataInputDeserializer(bytes));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
