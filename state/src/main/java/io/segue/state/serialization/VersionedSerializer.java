package io.segue.state.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A serializer of an immutable type that writes its newest version and reads every older one.
 *
 * <p>To change a format: raise {@link #version()}, keep reading the old one in {@link #read(DataInputView, int)}, add its
 * golden bytes to the tests and a note to the changelog. A savepoint names the class of its serializer: renaming a
 * subclass breaks it.
 */
public abstract class VersionedSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;

    /** The version that {@link #deserialize} reads: older than {@link #version()} only while Flink migrates state. */
    private int readVersion;

    protected VersionedSerializer() {
        readVersion = version();
    }

    /** The version written. */
    public abstract int version();

    protected abstract void write(T value, DataOutputView out) throws IOException;

    /** Reads what this or an older version wrote. */
    protected abstract T read(DataInputView in, int fromVersion) throws IOException;

    @Override
    public final void serialize(T value, DataOutputView out) throws IOException {
        write(value, out);
    }

    @Override
    public final T deserialize(DataInputView in) throws IOException {
        return read(in, readVersion);
    }

    @Override
    public final T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public final void copy(DataInputView in, DataOutputView out) throws IOException {
        write(deserialize(in), out);
    }

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public final T copy(T from) {
        return from;
    }

    @Override
    public final T copy(T from, T reuse) {
        return from;
    }

    @Override
    public final TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public final T createInstance() {
        throw new IllegalStateException(getClass().getSimpleName() + " has no empty instance");
    }

    @Override
    public final int getLength() {
        return -1;
    }

    @Override
    public final TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new VersionedSerializerSnapshot<>(this);
    }

    final VersionedSerializer<T> reading(int fromVersion) {
        readVersion = fromVersion;
        return this;
    }

    @Override
    public final boolean equals(Object other) {
        return other != null
                && other.getClass() == getClass()
                && ((VersionedSerializer<?>) other).readVersion == readVersion;
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode();
    }
}
