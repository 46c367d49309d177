package io.segue.state.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/** What a savepoint says of a {@link VersionedSerializer}: its class and the version that wrote the bytes. */
public final class VersionedSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int SNAPSHOT_VERSION = 1;

    @Nullable
    private Class<? extends VersionedSerializer<T>> serializerClass;

    private int writtenVersion;

    /** For Flink, which fills it by {@link #readSnapshot}. */
    public VersionedSerializerSnapshot() {}

    @SuppressWarnings("unchecked") // getClass() of a VersionedSerializer<T>
    VersionedSerializerSnapshot(VersionedSerializer<T> serializer) {
        serializerClass = (Class<? extends VersionedSerializer<T>>) serializer.getClass();
        writtenVersion = serializer.version();
    }

    @Override
    public int getCurrentVersion() {
        return SNAPSHOT_VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(known().getName());
        out.writeInt(writtenVersion);
    }

    @Override
    @SuppressWarnings("unchecked") // only VersionedSerializers write this snapshot
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader classLoader) throws IOException {
        String className = in.readUTF();
        try {
            serializerClass = (Class<? extends VersionedSerializer<T>>)
                    Class.forName(className, true, classLoader).asSubclass(VersionedSerializer.class);
        } catch (ClassNotFoundException | ClassCastException gone) {
            throw new IOException(
                    "the savepoint was written by " + className + ", which this version does not have", gone);
        }
        writtenVersion = in.readInt();
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return InstantiationUtil.instantiate(known()).reading(writtenVersion);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> oldSnapshot) {
        if (!(oldSnapshot instanceof VersionedSerializerSnapshot<T> old) || old.known() != known()) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        if (old.writtenVersion > writtenVersion) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return old.writtenVersion == writtenVersion
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }

    private Class<? extends VersionedSerializer<T>> known() {
        if (serializerClass == null) {
            throw new IllegalStateException("the snapshot has not been read yet");
        }
        return serializerClass;
    }
}
