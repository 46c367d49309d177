package io.segue.models.delta;

import com.fasterxml.jackson.databind.JsonNode;
import io.segue.models.format.AtomicFile;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.ItemsFile;
import io.segue.models.format.Manifest;
import io.segue.models.tensor.SafetensorsFile;
import io.segue.models.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A {@link WeightsDelta} as one file: a zip without compression of {@code delta.json} (what it is of), {@code
 * items.jsonl} (the items with new rows, as in a bundle) and {@code weights.safetensors} (the dense tensors by name; of a
 * table its changed rows by its name, and their numbers as {@code rows.NAME}). The same delta gives the same bytes.
 */
public final class DeltaFile {
    static final int SCHEMA_VERSION = 1;
    static final String HEAD = "delta.json";
    static final String ITEMS = "items.jsonl";
    static final String WEIGHTS = "weights.safetensors";
    private static final String ROWS = "rows.";
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    private record Header(
            int schemaVersion, String version, int number, int from, long learnedUntilMs, int firstNewRow) {}

    private DeltaFile() {}

    /** Writes a delta in one step. Returns the file's SHA-256. */
    public static String write(Path file, WeightsDelta delta) throws IOException {
        return AtomicFile.write(file, draft -> {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(draft))) {
                zip.setLevel(Deflater.NO_COMPRESSION);
                write(zip, delta);
            }
        });
    }

    private static void write(ZipOutputStream zip, WeightsDelta delta) throws IOException {
        WeightsDelta.Head head = delta.head();
        begin(zip, HEAD);
        zip.write(BundleFiles.JSON.writeValueAsBytes(new Header(
                SCHEMA_VERSION,
                head.version(),
                head.number(),
                head.from(),
                head.learnedUntilMs(),
                delta.items().firstRow())));
        begin(zip, ITEMS);
        Writer writer = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        new ItemsFile(delta.items().vocabulary(), delta.items().catalogue()).write(writer);
        writer.flush();
        begin(zip, WEIGHTS);
        SafetensorsFile.write(Channels.newChannel((OutputStream) zip), tensors(delta));
    }

    private static void begin(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
    }

    private static List<Tensor> tensors(WeightsDelta delta) {
        List<Tensor> tensors = new ArrayList<>(delta.dense());
        for (TableRows table : delta.tables()) {
            float[] numbers = new float[table.rows().length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = table.rows()[i];
            }
            tensors.add(new Tensor(ROWS + table.table(), new int[] {numbers.length}, numbers));
            tensors.add(table.values());
        }
        return tensors;
    }

    /**
     * Reads a delta.
     *
     * @param sha256 that the file must have
     * @throws IOException if it has another, or is no delta that this build can read; the message names the file and
     *     says what is wrong
     */
    public static WeightsDelta read(Path file, String sha256) throws IOException {
        try {
            String found = Manifest.sha256(file);
            if (!found.equals(sha256)) {
                throw new IOException("its SHA-256 is " + found + ", but must be " + sha256);
            }
            try (ZipFile zip = new ZipFile(file.toFile())) {
                return read(zip);
            }
        } catch (IOException | IllegalArgumentException refused) {
            throw new IOException("delta " + file + " can't be read: " + refused, refused);
        }
    }

    private static WeightsDelta read(ZipFile zip) throws IOException {
        Header header = header(zip);
        ItemsFile items;
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(open(zip, ITEMS), StandardCharsets.UTF_8))) {
            items = ItemsFile.read(reader);
        }
        Map<String, Tensor> tensors;
        try (InputStream weights = open(zip, WEIGHTS)) {
            tensors = SafetensorsFile.read(
                    Channels.newChannel(weights), entry(zip, WEIGHTS).getSize());
        }
        List<TableRows> tables = tables(tensors);
        return new WeightsDelta(
                new WeightsDelta.Head(header.version(), header.number(), header.from(), header.learnedUntilMs()),
                new AddedItems(header.firstNewRow(), items.vocabulary(), items.catalogue()),
                tables,
                List.copyOf(tensors.values()));
    }

    private static Header header(ZipFile zip) throws IOException {
        try (InputStream head = open(zip, HEAD)) {
            JsonNode json = BundleFiles.JSON.readTree(head);
            int found = json.path("schemaVersion").asInt();
            if (found != SCHEMA_VERSION) {
                throw new IOException("its schemaVersion is " + found + ", but this build knows " + SCHEMA_VERSION);
            }
            return BundleFiles.JSON.treeToValue(json, Header.class);
        }
    }

    /** Takes the tables out of the tensors; what is left is dense. */
    private static List<TableRows> tables(Map<String, Tensor> tensors) throws IOException {
        List<TableRows> tables = new ArrayList<>();
        for (Tensor numbers : new LinkedHashMap<>(tensors).values()) {
            if (numbers.name().startsWith(ROWS)) {
                tensors.remove(numbers.name());
                Tensor values = tensors.remove(numbers.name().substring(ROWS.length()));
                if (values == null) {
                    throw new IOException("tensor " + numbers.name() + " has no values beside it");
                }
                tables.add(new TableRows(rows(numbers), values));
            }
        }
        return tables;
    }

    private static int[] rows(Tensor numbers) throws IOException {
        int[] rows = new int[numbers.values().length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (int) numbers.values()[i];
            if (rows[i] != numbers.values()[i]) {
                throw new IOException(
                        "tensor " + numbers.name() + " holds " + numbers.values()[i] + ", but must hold row numbers");
            }
        }
        return rows;
    }

    private static InputStream open(ZipFile zip, String name) throws IOException {
        return zip.getInputStream(entry(zip, name));
    }

    private static ZipEntry entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it holds no " + name);
        }
        return entry;
    }
}
