package io.segue.state.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.state.deadletter.DeadLetter;
import io.segue.state.deadletter.DeadLetterError;
import io.segue.state.deadletter.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

class DeadLetterSerializerTest extends SerializerContract<DeadLetter> {
    private static final Origin ORIGIN = new Origin("segue.clicks", 3, 90210, 1_795_342_530_000L);

    @Override
    VersionedSerializer<DeadLetter> serializer() {
        return new DeadLetterSerializer();
    }

    @Override
    void assertSame(DeadLetter actual, DeadLetter expected) {
        assertThat(actual.key()).isEqualTo(expected.key());
        assertThat(actual.value()).isEqualTo(expected.value());
        assertThat(actual.error()).isEqualTo(expected.error());
        assertThat(actual.reason()).isEqualTo(expected.reason());
        assertThat(actual.origin()).isEqualTo(expected.origin());
    }

    @Override
    Map<String, DeadLetter> golden() {
        return Map.of(
                "016b" // key
                        + "037b00ff" // value
                        + "000d4d495353494e475f4649454c44" // MISSING_FIELD
                        + "00116974656d4964206973206d697373696e67" // itemId is missing
                        + "000c73656775652e636c69636b73" // segue.clicks
                        + "00000003" // partition
                        + "0000000000016062" // offset
                        + "000001a202c0f5d0", // published at
                new DeadLetter(
                        new byte[] {'k'},
                        new byte[] {0x7b, 0x00, (byte) 0xff},
                        DeadLetterError.MISSING_FIELD,
                        "itemId is missing",
                        ORIGIN));
    }

    @Override
    List<DeadLetter> edgeCases() {
        byte[] large = new byte[1_000_000];
        new Random(5).nextBytes(large);
        List<DeadLetter> letters = new ArrayList<>();
        letters.add(new DeadLetter(new byte[0], new byte[0], DeadLetterError.NOT_JSON, "", ORIGIN));
        letters.add(new DeadLetter(
                large, large, DeadLetterError.TOO_LARGE, "größe", new Origin("t", 0, Long.MAX_VALUE, -1)));
        for (DeadLetterError error : DeadLetterError.values()) {
            letters.add(new DeadLetter(new byte[] {1}, new byte[] {2}, error, error.code(), ORIGIN));
        }
        return letters;
    }
}
