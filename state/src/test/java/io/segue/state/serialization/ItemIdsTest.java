package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class ItemIdsTest {
    @Test
    void writesTheLettersOnce() throws Exception {
        assertThat(written("sku-1", "sku-2", "sku-300"))
                .isEqualTo("00" + "0005736b752d31" + "21" + "c125"); // 2 << 4 | 1, 300 << 4 | 1
    }

    @Test
    void writesANumberAsANumberFromTheFirst() throws Exception {
        assertThat(written("7", "1234567")).isEqualTo("71" + "f1d0b509");
    }

    @Test
    void writesARepeatInOneByte() throws Exception {
        assertThat(written("shoe", "shoe", "shoe")).isEqualTo("00" + "000473686f65" + "02" + "02");
    }

    @Test
    void givesBackWhateverAnIdMayBe() throws Exception {
        assertGivenBack("a1", "a2", "b2", "a2", "a", "a");
        assertGivenBack("0", "00", "007", "7", "07", "a07", "a08", "a008", "a0");
        assertGivenBack("", "", "1", "");
        assertGivenBack("99999999999999999", "100000000000000000", "100000000000000001", "12345678901234567890");
        assertGivenBack("größe-商😀1", "größe-商😀2", "\ud8001", "\ud8002", "٣", "x٣4");
        assertGivenBack("5f2b7c1e-9d3a-4b8f-8a21-0c9e4d7f1b60", "5f2b7c1e-9d3a-4b8f-8a21-0c9e4d7f1b61");
        assertGivenBack("商".repeat(256), "商".repeat(255) + "1");
    }

    @Test
    void refusesAnUnknownForm() {
        assertThatThrownBy(() -> new ItemIds().read(in("03")))
                .isInstanceOf(IOException.class)
                .hasMessage("an item id has the unknown form 3");
    }

    private static void assertGivenBack(String... itemIds) throws IOException {
        DataInputDeserializer in = in(written(itemIds));
        ItemIds ids = new ItemIds();
        for (int i = 0; i < itemIds.length; i++) {
            assertThat(ids.read(in)).isEqualTo(itemIds[i]);
        }
        assertThat(in.available()).isZero();
    }

    @Test
    void keepsATagBesideEveryForm() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        ItemIds written = new ItemIds();
        written.write("a1", 3, out);
        written.write("a2", 2, out);
        written.write("a2", 1, out);

        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        ItemIds ids = new ItemIds();
        ids.read(in);
        assertThat(ids.tag()).isEqualTo(3);
        ids.read(in);
        assertThat(ids.tag()).isEqualTo(2);
        ids.read(in);
        assertThat(ids.tag()).isEqualTo(1);
    }

    private static String written(String... itemIds) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        ItemIds ids = new ItemIds();
        for (String itemId : itemIds) {
            ids.write(itemId, 0, out);
        }
        return HexFormat.of().formatHex(out.getCopyOfBuffer());
    }

    private static DataInputDeserializer in(String hex) {
        return new DataInputDeserializer(HexFormat.of().parseHex(hex));
    }
}
