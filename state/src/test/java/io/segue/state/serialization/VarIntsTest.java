package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VarIntsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "1, 01",
        "127, 7f",
        "128, 8001",
        "300, ac02",
        "16383, ff7f",
        "16384, 808001",
        "9223372036854775807, ffffffffffffffff7f",
        "-1, ffffffffffffffffff01",
    })
    void takeAsManyBytesAsTheyNeed(long value, String hex) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(10);
        VarInts.writeUnsigned(value, out);

        assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo(hex);
        assertThat(VarInts.readUnsigned(in(hex))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 00",
        "-1, 01",
        "1, 02",
        "-64, 7f",
        "64, 8001",
        "9223372036854775807, feffffffffffffffff01",
        "-9223372036854775808, ffffffffffffffffff01",
    })
    void takeFewBytesOnBothSidesOfZeroWhenSigned(long value, String hex) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(10);
        VarInts.writeSigned(value, out);

        assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo(hex);
        assertThat(VarInts.readSigned(in(hex))).isEqualTo(value);
    }

    @Test
    void endAfterTenBytes() {
        assertThatThrownBy(() -> VarInts.readUnsigned(in("80".repeat(11))))
                .isInstanceOf(IOException.class)
                .hasMessage("a variable-length integer has more than 10 bytes");
    }

    @Test
    void checkACountBeforeAnythingIsAllocated() throws Exception {
        assertThat(VarInts.readCount(in("05"), 5)).isEqualTo(5);
        assertThatThrownBy(() -> VarInts.readCount(in("06"), 5))
                .isInstanceOf(IOException.class)
                .hasMessage("a list has 6 elements, but may have at most 5");
        assertThatThrownBy(() -> VarInts.readCount(in("ffffffffffffffffff01"), 5))
                .isInstanceOf(IOException.class);
    }

    private static DataInputDeserializer in(String hex) {
        return new DataInputDeserializer(HexFormat.of().parseHex(hex));
    }
}
