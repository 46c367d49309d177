package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.serialization.WordSerializer.Word;
import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class VersionedSerializerSnapshotTest {
    /** "hat", as version 1 wrote it. */
    private static final String HAT_V1 = "0003686174";
    /** "hat" of weight 1, as version 2 writes it. */
    private static final String HAT_V2 = "0003686174" + "00000001";

    private final TypeSerializerSnapshot<Word> today = new WordSerializer().snapshotConfiguration();

    @Test
    void takesTheStateOfTheSameVersionAsItIs() throws Exception {
        TypeSerializerSnapshot<Word> old = throughASavepoint(new WordSerializer());

        assertThat(today.resolveSchemaCompatibility(old).isCompatibleAsIs()).isTrue();
        assertThat(old.restoreSerializer()).isEqualTo(new WordSerializer());
        assertThat(old.restoreSerializer().deserialize(in(HAT_V2))).isEqualTo(new Word("hat", 1));
    }

    @Test
    void migratesTheStateOfAnOlderVersion() throws Exception {
        TypeSerializerSnapshot<Word> old = writtenBy(WordSerializer.class.getName(), 1);
        assertThat(today.resolveSchemaCompatibility(old).isCompatibleAfterMigration())
                .isTrue();

        TypeSerializer<Word> reader = old.restoreSerializer();
        Word hat = reader.deserialize(in(HAT_V1));
        DataOutputSerializer out = new DataOutputSerializer(16);
        new WordSerializer().serialize(hat, out);

        assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo(HAT_V2);
    }

    @Test
    void tellsAReaderOfOldBytesFromOneOfNewBytes() throws Exception {
        TypeSerializer<Word> ofOldBytes =
                writtenBy(WordSerializer.class.getName(), 1).restoreSerializer();

        assertThat(ofOldBytes).isNotEqualTo(new WordSerializer());
        assertThat(ofOldBytes.duplicate().deserialize(in(HAT_V1))).isEqualTo(new Word("hat", 1));
    }

    @Test
    void writesTheNewestVersionEvenWhileItReadsAnOldOne() throws Exception {
        TypeSerializer<Word> ofOldBytes =
                writtenBy(WordSerializer.class.getName(), 1).restoreSerializer();
        DataOutputSerializer out = new DataOutputSerializer(16);

        ofOldBytes.copy(in(HAT_V1), out);

        assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo(HAT_V2);
    }

    @Test
    void refusesTheStateOfANewerVersion() throws Exception {
        TypeSerializerSnapshot<Word> fromTheFuture = writtenBy(WordSerializer.class.getName(), 3);

        assertThat(today.resolveSchemaCompatibility(fromTheFuture).isIncompatible())
                .isTrue();
    }

    @Test
    void refusesTheStateOfAnotherSerializer() throws Exception {
        assertThat(today.resolveSchemaCompatibility(writtenBy(InteractionSerializer.class.getName(), 2))
                        .isIncompatible())
                .isTrue();
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // as Flink does when a state changed its type
    void refusesTheStateOfASerializerThatIsNotOurs() {
        TypeSerializerSnapshot foreign = StringSerializer.INSTANCE.snapshotConfiguration();

        assertThat(today.resolveSchemaCompatibility(foreign).isIncompatible()).isTrue();
    }

    @Test
    void namesTheSerializerThatIsGone() {
        assertThatThrownBy(() -> writtenBy("io.segue.state.serialization.GoneSerializer", 1))
                .isInstanceOf(IOException.class)
                .hasMessage("the savepoint was written by io.segue.state.serialization.GoneSerializer,"
                        + " which this version does not have");
        assertThatThrownBy(() -> writtenBy("java.lang.String", 1))
                .as("a class that is no serializer any more")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void isOfNoUseBeforeItWasRead() {
        assertThatThrownBy(() -> new VersionedSerializerSnapshot<Word>().restoreSerializer())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the snapshot has not been read yet");
    }

    @Test
    void isWrittenAsEverySavepointSinceTheFirstVersion() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        new InteractionSerializer().snapshotConfiguration().writeSnapshot(out);

        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThat(in.readUTF()).isEqualTo("io.segue.state.serialization.InteractionSerializer");
        assertThat(in.readInt()).isEqualTo(1);
        assertThat(in.available()).isZero();
    }

    /** What Flink finds in a savepoint in which {@code serializer} wrote. */
    static <T> TypeSerializerSnapshot<T> throughASavepoint(TypeSerializer<T> serializer) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()),
                VersionedSerializerSnapshotTest.class.getClassLoader());
    }

    /** What Flink finds in a savepoint in which this version of this serializer wrote. */
    private static TypeSerializerSnapshot<Word> writtenBy(String className, int version) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeUTF(VersionedSerializerSnapshot.class.getName());
        out.writeInt(1);
        out.writeUTF(className);
        out.writeInt(version);
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()),
                VersionedSerializerSnapshotTest.class.getClassLoader());
    }

    private static DataInputDeserializer in(String hex) {
        return new DataInputDeserializer(HexFormat.of().parseHex(hex));
    }
}
