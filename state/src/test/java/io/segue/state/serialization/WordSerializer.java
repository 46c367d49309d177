package io.segue.state.serialization;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Version 2: text and weight. Version 1 had the text only, and every word weighed 1. */
public final class WordSerializer extends VersionedSerializer<WordSerializer.Word> {
    private static final long serialVersionUID = 1L;

    /** A type whose format has changed once. */
    public record Word(String text, int weight) {}

    @Override
    public int version() {
        return 2;
    }

    @Override
    protected void write(Word word, DataOutputView out) throws IOException {
        out.writeUTF(word.text());
        out.writeInt(word.weight());
    }

    @Override
    protected Word read(DataInputView in, int fromVersion) throws IOException {
        return new Word(in.readUTF(), fromVersion == 1 ? 1 : in.readInt());
    }
}
