package io.segue.models.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format, 32-bit floats only: 8 bytes little-endian length of the header, the header as JSON
 * ({@code {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}}), then the values, little-endian. The
 * values of the tensors follow each other in the order of the header, without holes.
 */
public final class SafetensorsFile {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    private static final int HEADER_BYTES_MAX = 1 << 20;
    private static final int LENGTH_BYTES = 8;
    private static final int CHUNK_BYTES = 1 << 20;
    private static final String METADATA = "__metadata__";

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Entry(String name, int[] shape, int elements) {}

    private SafetensorsFile() {}

    /** Writes the tensors in their order into a new file, and forces it to disk. */
    public static void write(Path file, Iterable<Tensor> tensors) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel, tensors);
            channel.force(true);
        }
    }

    /** Writes what would be such a file, as a part of another. */
    public static void write(WritableByteChannel channel, Iterable<Tensor> tensors) throws IOException {
        ObjectNode header = MAPPER.createObjectNode();
        long end = 0;
        for (Tensor tensor : tensors) {
            ObjectNode entry = header.putObject(tensor.name());
            entry.put("dtype", "F32");
            entry.set("shape", MAPPER.valueToTree(tensor.shape()));
            entry.putArray("data_offsets").add(end).add(end + (long) Float.BYTES * tensor.values().length);
            end += (long) Float.BYTES * tensor.values().length;
        }
        writeFully(channel, headerBytes(header));
        for (Tensor tensor : tensors) {
            writeValues(channel, tensor.values());
        }
    }

    /** The header with its length in front, filled up with spaces so that the values are aligned. */
    private static ByteBuffer headerBytes(ObjectNode header) throws JsonProcessingException {
        byte[] json = MAPPER.writeValueAsBytes(header);
        int padded = (json.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded).put(json);
        while (bytes.hasRemaining()) {
            bytes.put((byte) ' ');
        }
        return bytes.flip();
    }

    private static void writeValues(WritableByteChannel channel, float[] values) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int floats = CHUNK_BYTES / Float.BYTES;
        for (int from = 0; from < values.length; from += floats) {
            int length = Math.min(floats, values.length - from);
            chunk.clear();
            chunk.asFloatBuffer().put(values, from, length);
            chunk.limit(length * Float.BYTES);
            writeFully(channel, chunk);
        }
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * Reads all tensors by name, in the order of the file.
     *
     * @throws IOException if the file is anything else than described above; the message says what
     */
    public static Map<String, Tensor> read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return read(channel, channel.size());
        }
    }

    /**
     * Reads what is such a file, as a part of another.
     *
     * @param bytes of it
     * @throws IOException as for a file
     */
    public static Map<String, Tensor> read(ReadableByteChannel channel, long bytes) throws IOException {
        ByteBuffer length = readFully(channel, ByteBuffer.allocate(LENGTH_BYTES));
        long headerBytes = length.getLong();
        if (headerBytes < 2 || headerBytes > Math.min(HEADER_BYTES_MAX, bytes - LENGTH_BYTES)) {
            throw new IOException("the header has " + headerBytes + " bytes, but must have 2 to " + HEADER_BYTES_MAX
                    + " within a file of " + bytes);
        }
        ByteBuffer json = readFully(channel, ByteBuffer.allocate((int) headerBytes));
        List<Entry> entries = parseHeader(json, bytes - LENGTH_BYTES - headerBytes);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Entry entry : entries) {
            tensors.put(entry.name(), new Tensor(entry.name(), entry.shape(), readValues(channel, entry.elements())));
        }
        return tensors;
    }

    private static List<Entry> parseHeader(ByteBuffer json, long dataBytes) throws IOException {
        JsonNode header;
        try {
            header = MAPPER.readTree(StandardCharsets.UTF_8.decode(json).toString());
        } catch (JsonProcessingException notJson) {
            throw new IOException("the header is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
        List<Entry> entries = new ArrayList<>();
        long end = 0;
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (field.getKey().equals(METADATA)) {
                continue;
            }
            Entry entry = parseEntry(field.getKey(), field.getValue(), end);
            end += (long) Float.BYTES * entry.elements();
            entries.add(entry);
        }
        if (end != dataBytes) {
            throw new IOException("the file has " + dataBytes + " bytes of values, but its header speaks of " + end);
        }
        return entries;
    }

    private static Entry parseEntry(String name, JsonNode node, long expectedBegin) throws IOException {
        String type = node.path("dtype").asText();
        if (!type.equals("F32")) {
            throw new IOException("tensor " + name + " has dtype '" + type + "', but must have F32");
        }
        try {
            int[] shape = MAPPER.treeToValue(node.path("shape"), int[].class);
            long[] offsets = MAPPER.treeToValue(node.path("data_offsets"), long[].class);
            int elements = Math.toIntExact(Tensor.elements(shape == null ? new int[] {0} : shape));
            long expectedEnd = expectedBegin + (long) Float.BYTES * elements;
            if (offsets == null || offsets.length != 2 || offsets[0] != expectedBegin || offsets[1] != expectedEnd) {
                throw new IOException("tensor " + name + " of shape " + node.path("shape") + " has data_offsets "
                        + node.path("data_offsets") + ", but must have [" + expectedBegin + "," + expectedEnd + "]");
            }
            return new Entry(name, shape == null ? new int[] {0} : shape, elements);
        } catch (JsonProcessingException | IllegalArgumentException | ArithmeticException invalid) {
            throw new IOException("tensor " + name + " has an invalid shape or data_offsets: " + node, invalid);
        }
    }

    private static float[] readValues(ReadableByteChannel channel, int elements) throws IOException {
        float[] values = new float[elements];
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int floats = CHUNK_BYTES / Float.BYTES;
        for (int from = 0; from < elements; from += floats) {
            int length = Math.min(floats, elements - from);
            chunk.clear().limit(length * Float.BYTES);
            readFully(channel, chunk);
            chunk.asFloatBuffer().get(values, from, length);
        }
        return values;
    }

    private static ByteBuffer readFully(ReadableByteChannel channel, ByteBuffer bytes) throws IOException {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("the file ends within its header or values");
            }
        }
        return bytes.flip();
    }
}
