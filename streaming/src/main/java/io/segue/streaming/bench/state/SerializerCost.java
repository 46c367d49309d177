package io.segue.streaming.bench.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.segue.state.session.UserState;
import io.segue.streaming.bench.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What a serializer makes of users.
 *
 * @param bytes of a user, mean
 */
record SerializerCost(String name, double bytes, Spread writeMicros, Spread readMicros) {
    private static final int USERS = 1_000;
    private static final int PASSES = 20;
    private static final double NANOS_PER_MICRO = 1e3;

    static SerializerCost of(String name, TypeSerializer<UserState> serializer, StateSettings settings)
            throws IOException {
        FullUser content = new FullUser(settings.events(), settings.hidden());
        List<UserState> users = new ArrayList<>(USERS);
        for (int i = 0; i < USERS; i++) {
            users.add(content.state(i, 0));
        }
        DataOutputSerializer out = new DataOutputSerializer(USERS * 1_024);
        List<Double> writeMicros = new ArrayList<>();
        List<Double> readMicros = new ArrayList<>();
        // The first repetition compiles.
        for (int i = 0; i <= settings.repetitions(); i++) {
            long started = System.nanoTime();
            for (int pass = 0; pass < PASSES; pass++) {
                out.clear();
                for (UserState user : users) {
                    serializer.serialize(user, out);
                }
            }
            long written = System.nanoTime();
            for (int pass = 0; pass < PASSES; pass++) {
                DataInputDeserializer in = new DataInputDeserializer(out.getSharedBuffer(), 0, out.length());
                for (UserState user : users) {
                    UserState read = serializer.deserialize(in);
                    if (read.eventsCount() != user.eventsCount()) {
                        throw new IllegalStateException(name + " gives back another user");
                    }
                }
            }
            if (i > 0) {
                writeMicros.add((written - started) / NANOS_PER_MICRO / PASSES / USERS);
                readMicros.add((System.nanoTime() - written) / NANOS_PER_MICRO / PASSES / USERS);
            }
        }
        return new SerializerCost(name, (double) out.length() / USERS, new Spread(writeMicros), new Spread(readMicros));
    }

    String line() {
        return "%-26s %,8.0f bytes a user   write %6.2f us   read %6.2f us"
                .formatted(name, bytes, writeMicros.median(), readMicros.median());
    }

    void writeTo(ObjectNode json) {
        json.put("serializer", name);
        json.put("bytes", bytes);
        writeMicros.writeTo(json.putObject("writeMicros"));
        readMicros.writeTo(json.putObject("readMicros"));
    }
}
