package io.segue.models.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {
    private static final String ONE_FLOAT = "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}";

    @TempDir
    Path folder;

    @Test
    void writesTheBytesOfTheFormat() throws IOException {
        Path file = folder.resolve("golden");

        SafetensorsFile.write(
                file,
                List.of(
                        new Tensor("w", new int[] {1, 2}, new float[] {1, -2}),
                        new Tensor("b", new int[] {1}, new float[] {0.5f})));

        String header = "{\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}  ";
        assertThat(header.length()).isEqualTo(112);
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(file)))
                .isEqualTo("7000000000000000"
                        + HexFormat.of().formatHex(header.getBytes(StandardCharsets.US_ASCII))
                        + "0000803f"
                        + "000000c0"
                        + "0000003f");
    }

    @Test
    void readsWhatItWrote() throws IOException {
        float[] large = new float[700_001];
        for (int i = 0; i < large.length; i++) {
            large[i] = i * 0.25f;
        }
        Path file = folder.resolve("both");
        SafetensorsFile.write(
                file,
                List.of(
                        new Tensor("large", new int[] {large.length}, large),
                        new Tensor("small", new int[] {1, 1, 2}, new float[] {Float.MIN_VALUE, Float.NaN})));

        Map<String, Tensor> tensors = SafetensorsFile.read(file);

        assertThat(tensors.keySet()).containsExactly("large", "small");
        assertThat(tensors.get("large").values()).isEqualTo(large);
        assertThat(tensors.get("small").shape()).containsExactly(1, 1, 2);
        assertThat(tensors.get("small").values()).containsExactly(Float.MIN_VALUE, Float.NaN);
    }

    @Test
    void readsAFileWithMetadata() throws IOException {
        Path file = file("{'__metadata__':{'format':'pt'}," + ONE_FLOAT.substring(1), 4);

        assertThat(SafetensorsFile.read(file)).containsOnlyKeys("a");
    }

    @Test
    void refusesWhatIsNotTheFormat() throws IOException {
        assertRefused(file("[1", 0), "the header is not JSON");
        assertRefused(file(ONE_FLOAT, 3), "the file has 3 bytes of values, but its header speaks of 4");
        assertRefused(file(ONE_FLOAT, 5), "the file has 5 bytes of values, but its header speaks of 4");
        assertRefused(file(ONE_FLOAT.replace("F32", "F16"), 4), "tensor a has dtype 'F16', but must have F32");
        assertRefused(file(ONE_FLOAT.replace("[1]", "[2]"), 4), "tensor a of shape [2] has data_offsets [0,4]");
        assertRefused(file(ONE_FLOAT.replace("[0,4]", "[4,8]"), 8), "must have [0,4]");
        assertRefused(file(ONE_FLOAT.replace("[0,4]", "[-4,0]"), 4), "must have [0,4]");
        assertRefused(file(ONE_FLOAT.replace("[1]", "[-1]"), 4), "invalid shape");
        assertRefused(file(ONE_FLOAT.replace("[1]", "[65536,65536]"), 4), "invalid shape");
        assertRefused(file(ONE_FLOAT.replace("[1]", "'x'"), 4), "invalid shape");
        assertRefused(
                file(ONE_FLOAT.replace("}}", "}," + ONE_FLOAT.substring(1, ONE_FLOAT.length() - 1) + "}"), 4),
                "Duplicate field 'a'");
    }

    @Test
    void refusesALyingHeaderLength() throws IOException {
        for (long length : new long[] {-1, 0, 1_000, Long.MAX_VALUE}) {
            Path file = Files.createTempFile(folder, "lying", "");
            Files.write(
                    file,
                    ByteBuffer.allocate(40)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(length)
                            .array());

            assertRefused(file, "the header has " + length + " bytes");
        }
        assertRefused(Files.createTempFile(folder, "empty", ""), "the file ends within its header");
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> SafetensorsFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    private Path file(String header, int valueBytes) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .array());
        bytes.write(json);
        bytes.write(new byte[valueBytes]);
        return Files.write(Files.createTempFile(folder, "made", ""), bytes.toByteArray());
    }
}
