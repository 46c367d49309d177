package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.connectors.dataset.BadLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BadLinesTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream console = System.err;
    private final BadLines badLines = new BadLines();

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(console);
    }

    @Test
    void saysHowManyThereWereAlsoWhereTheReadingFails() {
        assertThatThrownBy(() -> badLines.summingUp(() -> {
                    for (int line = 1; line <= 1_234; line++) {
                        badLines.onBadLine(new BadLine("log.csv", line, "no time"));
                    }
                    throw new IllegalStateException("too little data");
                }))
                .hasMessage("too little data");

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("log.csv: line 10 is passed over: no time", "further bad lines are only counted")
                .doesNotContain("line 11 ")
                .endsWith("1,234 bad lines were passed over in all" + System.lineSeparator());
    }

    @Test
    void saysWhatIsWrongWithTheFirstContentsAndCountsAll() {
        badLines.summingUp(() -> {
            for (int line = 1; line <= 12; line++) {
                badLines.onMalformedContent(new BadLine("items.jsonl", line, "item i" + line + ": no price"));
            }
            return 0;
        });

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("items.jsonl: line 10 has content that counts as unknown: item i10: no price")
                .contains("further malformed contents are only counted")
                .doesNotContain("line 11 ")
                .endsWith("12 lines in all have content that counts as unknown" + System.lineSeparator());
    }

    @Test
    void saysNothingOfAFileWithoutAny() {
        assertThat(badLines.summingUp(() -> 7)).isEqualTo(7);

        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
