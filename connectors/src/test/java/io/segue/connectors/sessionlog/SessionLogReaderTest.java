package io.segue.connectors.sessionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.connectors.dataset.EventLogException;
import io.segue.state.interaction.Interaction;
import io.segue.state.interaction.InteractionType;
import io.segue.state.session.ClosedSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionLogReaderTest {
    /** 22 November 2026, 10:00 UTC. */
    private static final long TEN_O_CLOCK = 1_795_341_600_000L;

    private static final long DAY_MS = 86_400_000;
    private static final int ALL_DAYS = 36_500;

    @TempDir
    Path folder;

    private final List<String> corrupt = new ArrayList<>();

    private static ClosedSession session(String userId, String sessionId, long startMs, String... items) {
        List<Interaction> interactions = new ArrayList<>();
        for (String item : items) {
            long timestampMs = startMs + interactions.size() * 60_000L;
            interactions.add(new Interaction(
                    userId + "-" + timestampMs, userId, item, InteractionType.VIEW, timestampMs, sessionId, 0));
        }
        return new ClosedSession(userId, sessionId, interactions);
    }

    private Path write(String name, ClosedSession... sessions) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            SessionFileWriter writer = new SessionFileWriter(out);
            for (ClosedSession session : sessions) {
                writer.addElement(session);
            }
            writer.finish();
        }
        return file;
    }

    private List<Interaction> read(int daysMax) {
        return SessionLogReader.at(folder.toString())
                .readInEventTimeOrder(
                        daysMax, (file, reason) -> corrupt.add(Path.of(file).getFileName() + ": " + reason));
    }

    @Test
    void givesTheInteractionsOfAllFilesInOrderOfTime() throws Exception {
        ClosedSession ann = session("ann", "a1", TEN_O_CLOCK, "hat", "scarf");
        ClosedSession bob = session("bob", "b1", TEN_O_CLOCK + 30_000, "coat");
        write("day=2026-11-22/b.avro", bob);
        write("day=2026-11-22/a.avro", ann);

        assertThat(read(ALL_DAYS))
                .containsExactly(
                        ann.interactions().get(0),
                        bob.interactions().get(0),
                        ann.interactions().get(1));
    }

    @Test
    void passesOverWhatIsStillWritten() throws Exception {
        write("day=2026-11-22/a.avro", session("ann", "a1", TEN_O_CLOCK, "hat"));
        write("day=2026-11-22/.b.avro.inprogress.1", session("bob", "b1", TEN_O_CLOCK, "hat"));
        write("day=2026-11-22/.b.avro", session("bob", "b1", TEN_O_CLOCK, "hat"));

        assertThat(read(ALL_DAYS)).extracting(Interaction::userId).containsExactly("ann");
    }

    @Test
    void takesTheNewestDaysOnly() throws Exception {
        write("day=2026-11-22/a.avro", session("ann", "a1", TEN_O_CLOCK, "hat"));
        write("day=2026-11-21/a.avro", session("bob", "b1", TEN_O_CLOCK - DAY_MS, "hat"));
        write("day=2026-11-19/a.avro", session("cid", "c1", TEN_O_CLOCK - 3 * DAY_MS, "hat"));

        assertThat(read(2)).extracting(Interaction::userId).containsExactly("bob", "ann");
    }

    @Test
    void namesAndPassesOverACorruptFileAsAWhole() throws Exception {
        write("day=2026-11-22/good.avro", session("ann", "a1", TEN_O_CLOCK, "hat"));
        Path cut = write("day=2026-11-22/cut.avro", session("bob", "b1", TEN_O_CLOCK, "hat"));
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 10));
        Path flipped = write("day=2026-11-22/flipped.avro", session("cid", "c1", TEN_O_CLOCK, "hat"));
        bytes = Files.readAllBytes(flipped);
        bytes[bytes.length - 25] ^= 1;
        Files.write(flipped, bytes);
        Files.writeString(folder.resolve("day=2026-11-22/other.avro"), "no Avro");

        assertThat(read(ALL_DAYS)).extracting(Interaction::userId).containsExactly("ann");
        assertThat(corrupt)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("cut.avro: the file is cut off"),
                        line -> assertThat(line).startsWith("flipped.avro: "),
                        line -> assertThat(line).startsWith("other.avro: "));
    }

    @Test
    void saysWhatIsWrongWithAnEmptyOrMissingLog() throws Exception {
        assertThatThrownBy(() -> read(1))
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("it has no folder such as day=");

        Files.createDirectories(folder.resolve("day=2026-11-22"));
        assertThatThrownBy(() -> read(1))
                .isInstanceOf(EventLogException.class)
                .hasMessageContaining("holds no session that can be read");

        folder = folder.resolve("nowhere");
        assertThatThrownBy(() -> read(1)).isInstanceOf(EventLogException.class).hasMessageContaining("no such folder");
    }
}
