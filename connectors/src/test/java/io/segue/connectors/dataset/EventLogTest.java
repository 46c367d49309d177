package io.segue.connectors.dataset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.item.ItemContent;
import io.segue.state.log.LoggedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventLogTest {
    private static final String HEADER = "session_id,user_id,item_id,timestamp_ms,event_type,category,brand,price\n";
    private static final long T = 1_600_000_000_000L;

    @TempDir
    Path folder;

    private final List<BadLine> badLines = new ArrayList<>();
    private final List<BadLine> malformedContents = new ArrayList<>();

    @Test
    void readsAnEventOfALine() throws IOException {
        List<Interaction> events = read(HEADER + "s1,ann,boots," + T + ",view,shoes,acme,9.90\n");

        assertThat(events).containsExactly(new Interaction("log-2", "ann", "boots", InteractionType.VIEW, T, "s1", 0));
        assertThat(badLines).isEmpty();
    }

    @Test
    void letsTheSessionStandForAMissingUserAndLeavesAMissingSessionEmpty() throws IOException {
        List<Interaction> events = read(HEADER + "s1,,boots," + T + ",view,,,\n" + ",ann,boots," + T + ",view,,,\n");

        assertThat(events).extracting(Interaction::userId).containsExactly("s1", "ann");
        assertThat(events).extracting(Interaction::sessionId).containsExactly("s1", "");
    }

    @Test
    void findsColumnsByNameInAnyOrderAndNeedsNoUserColumn() throws IOException {
        List<Interaction> events =
                read("\uFEFFevent_type,Timestamp_ms,item_id,colour,session_id\r\npurchase," + T + ",boots,red,s1\r\n");

        assertThat(events)
                .containsExactly(new Interaction("log-2", "s1", "boots", InteractionType.PURCHASE, T, "s1", 0));
    }

    @Test
    void countsACartAsAClick() throws IOException {
        List<Interaction> events = read(HEADER + "s1,ann,boots," + T + ",cart,,,\ns1,ann,boots," + T + ",click,,,\n");

        assertThat(events).extracting(Interaction::type).containsOnly(InteractionType.CLICK);
    }

    @Test
    void keepsTheLogsOwnWordForTheTypeAndTheContentOfTheItem() throws IOException {
        List<LoggedEvent> events = readLogged(
                HEADER + "s1,ann,boots," + T + ", Cart,shoes.winter, acme,9.90\n" + "s1,ann,hat," + T + ",view,,,\n");

        assertThat(events).extracting(LoggedEvent::typeName).containsExactly("cart", "view");
        assertThat(events)
                .extracting(LoggedEvent::content)
                .containsExactly(new ItemContent("shoes.winter", "acme", 9.90, ""), ItemContent.UNKNOWN);
        assertThat(malformedContents).isEmpty();
    }

    @Test
    void knowsNoContentWithoutItsColumns() throws IOException {
        List<LoggedEvent> events = readLogged("session_id,item_id,timestamp_ms,event_type\ns1,boots," + T + ",view\n");

        assertThat(events).extracting(LoggedEvent::content).containsExactly(ItemContent.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cheap", "-1", "NaN", "Infinity", "1 000"})
    void keepsTheEventOfABadPriceAndCountsItsContentAsMalformed(String price) throws IOException {
        List<LoggedEvent> events = readLogged(HEADER + "s1,ann,boots," + T + ",view,shoes,acme," + price + "\n");

        assertThat(events).extracting(LoggedEvent::content).containsExactly(ItemContent.UNKNOWN);
        assertThat(badLines).isEmpty();
        assertThat(malformedContents)
                .containsExactly(new BadLine(
                        "log.csv", 2, "price is '" + price + "', but must be a number that is not negative"));
    }

    @Test
    void keepsTheEventOfACategoryThatIsTooLong() throws IOException {
        List<LoggedEvent> events = readLogged(HEADER + "s1,ann,boots," + T + ",view," + "c".repeat(257) + ",acme,1\n");

        assertThat(events).extracting(LoggedEvent::content).containsExactly(ItemContent.UNKNOWN);
        assertThat(malformedContents)
                .containsExactly(new BadLine("log.csv", 2, "category has 257 characters, but may have at most 256"));
    }

    @Test
    void readsQuotedFieldsWithCommasQuotesAndLineBreaks() throws IOException {
        List<Interaction> events = read(HEADER
                + "s1,ann,\"boots, \"\"red\"\"\"," + T + ",view,\"shoes\nand more\",,\n"
                + "s1,ann,hat," + T + ",view,,,\n");

        assertThat(events).extracting(Interaction::itemId).containsExactly("boots, \"red\"", "hat");
        assertThat(events).extracting(Interaction::eventId).containsExactly("log-2", "log-4");
        assertThat(badLines).isEmpty();
    }

    @Test
    void losesOneLineToAQuoteThatIsNeverClosed() throws IOException {
        List<Interaction> events =
                read(HEADER + "s1,ann,\"boots," + T + ",view,,,\n" + ("s1,ann,hat," + T + ",view,,,\n").repeat(40));

        assertThat(events).hasSize(40);
        assertThat(events.get(0).eventId()).isEqualTo("log-3");
        assertThat(badLines).containsExactly(new BadLine("log.csv", 2, "a quote is opened and not closed"));
    }

    @Test
    void passesOverBadLinesAndSaysWhatIsWrong() throws IOException {
        List<Interaction> events = read(HEADER
                + "s1,ann,,1600000000000,view,,,\n"
                + "s1,ann,boots,yesterday,view,,,\n"
                + "s1,ann,boots,1600000000,view,,,\n"
                + "s1,ann,boots,1600000000000,wish,,,\n"
                + "s1,ann,boots,1600000000000\n"
                + ",,boots,1600000000000,view,,,\n"
                + "s1,ann," + "b".repeat(300) + ",1600000000000,view,,,\n"
                + "\n"
                + "s1,ann," + "b".repeat(200_000) + ",1600000000000,view,,,\n"
                + "s1,ann,last,1600000000000,view,,,");

        assertThat(events).extracting(Interaction::itemId).containsExactly("last");
        assertThat(badLines)
                .containsExactly(
                        new BadLine("log.csv", 2, "item_id is empty"),
                        new BadLine("log.csv", 3, "timestamp_ms is 'yesterday', but must be epoch milliseconds"),
                        new BadLine(
                                "log.csv",
                                4,
                                "timestamp_ms is 1600000000, before the year 2000; it must be in milliseconds"),
                        new BadLine("log.csv", 5, "event_type is 'wish', but must be click, view, cart or purchase"),
                        new BadLine("log.csv", 6, "the line has 4 fields, the header 8"),
                        new BadLine("log.csv", 7, "session_id and user_id are both empty"),
                        new BadLine("log.csv", 8, "item_id has 300 characters, but may have at most 256"),
                        new BadLine("log.csv", 10, "the line has more than 65536 characters"));
    }

    @Test
    void countsWhatItReadsAndWhatItPassesOver() throws IOException {
        Path file = write("log.csv", (HEADER + "s1,ann,boots," + T + ",view,,,\nnonsense\n").getBytes(UTF_8));
        try (EventLogReader reader = EventLog.at(file).open(BadLineListener.SILENT)) {
            while (reader.hasNext()) {
                reader.next();
            }
            assertThat(reader.events()).isEqualTo(1);
            assertThat(reader.badLines()).isEqualTo(1);
        }
    }

    @Test
    void passesOverALineThatIsNotUtf8() throws IOException {
        byte[] latin1 = (HEADER + "s1,ann,caf\u00e9," + T + ",view,,,\n").getBytes(ISO_8859_1);

        assertThat(readAll(write("log.csv", latin1))).isEmpty();
        assertThat(badLines).containsExactly(new BadLine("log.csv", 2, "the line is not UTF-8"));
    }

    @Test
    void sortsByTimeAndKeepsTheOrderOfTheFileWhereTimesAreEqual() throws IOException {
        List<Interaction> events = read(HEADER
                + "s1,ann,third," + (T + 2) + ",view,,,\n"
                + "s1,ann,first," + T + ",view,,,\n"
                + "s2,bob,second," + T + ",view,,,\n");

        assertThat(events).extracting(Interaction::itemId).containsExactly("first", "second", "third");
    }

    @Test
    void readsGzipWhateverTheFileIsCalled() throws IOException {
        byte[] packed = gzip(HEADER + "s1,ann,boots," + T + ",view,,,\n");

        assertThat(readAll(write("log.csv.gz", packed)))
                .extracting(Interaction::eventId)
                .containsExactly("log-2");
        assertThat(readAll(write("export", packed)))
                .extracting(Interaction::eventId)
                .containsExactly("export-2");
    }

    @Test
    void saysWhereAGzipFileBreaksOff() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 20_000; i++) {
            text.append("s")
                    .append(i * 7919 % 10_007)
                    .append(",ann,boots,")
                    .append(T + i)
                    .append(",view,,,\n");
        }
        byte[] packed = gzip(text.toString());
        Path file = write("log.csv.gz", Arrays.copyOf(packed, packed.length / 2));

        assertThatThrownBy(() -> readAll(file))
                .isInstanceOf(EventLogException.class)
                .hasMessageMatching("(?s).*log\\.csv\\.gz cannot be read after line \\d{2,}, it is truncated.*");
    }

    @Test
    void namesTheMissingColumnAndThoseThatAreThere() {
        assertThatThrownBy(() -> read("session_id,timestamp_ms,event_type\n"))
                .hasMessageEndingWith("log.csv has no column 'item_id'; it has: session_id, timestamp_ms, event_type");
        assertThatThrownBy(() -> read("item_id,timestamp_ms,event_type\n"))
                .hasMessageContaining("no column 'session_id' or 'user_id'");
    }

    @Test
    void refusesAFileThatIsMissingOrEmpty() {
        assertThatThrownBy(() -> EventLog.at(folder.resolve("none.csv")).open(BadLineListener.SILENT))
                .hasMessageStartingWith("no such file: ")
                .hasMessageEndingWith("none.csv");
        assertThatThrownBy(() -> read("")).hasMessageEndingWith("log.csv is empty: it needs a header line");
    }

    private List<Interaction> read(String text) throws IOException {
        return readAll(write("log.csv", text.getBytes(UTF_8)));
    }

    private List<Interaction> readAll(Path file) {
        return EventLog.at(file).readAllInEventTimeOrder(badLines::add);
    }

    private List<LoggedEvent> readLogged(String text) throws IOException {
        return EventLog.at(write("log.csv", text.getBytes(UTF_8))).readAllLogged(new BadLineListener() {
            @Override
            public void onBadLine(BadLine badLine) {
                badLines.add(badLine);
            }

            @Override
            public void onMalformedContent(BadLine badLine) {
                malformedContents.add(badLine);
            }
        });
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
