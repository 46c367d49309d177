package io.segue.connectors.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.state.item.ItemCatalogue;
import io.segue.state.item.ItemContent;
import io.segue.state.item.ItemVector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemFileTest {
    private static final String HAT = "{\"itemId\": \"hat\", \"available\": true, \"vector\": [1, -0.5]}";

    @TempDir
    Path folder;

    private final List<String> bad = new ArrayList<>();
    private final List<String> malformed = new ArrayList<>();
    private final BadLineListener listener = new BadLineListener() {
        @Override
        public void onBadLine(BadLine line) {
            bad.add(line.file() + ":" + line.lineNumber() + ": " + line.reason());
        }

        @Override
        public void onMalformedContent(BadLine line) {
            malformed.add(line.file() + ":" + line.lineNumber() + ": " + line.reason());
        }
    };

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve("items.jsonl"), String.join("\n", lines));
    }

    @Test
    void readsWhatTheTopicWouldCarryTheLaterLineLast() throws Exception {
        ItemCatalogue items = ItemFile.read(
                file(
                        "{\"itemId\": \"hat\", \"available\": true, \"brand\": \"Acme\"}",
                        "",
                        HAT,
                        "{\"itemId\": \"tie\", \"available\": false, \"price\": 3}"),
                listener);

        assertThat(items.of("hat")).isEqualTo(ItemContent.UNKNOWN.withVector(ItemVector.of(1, -0.5f)));
        assertThat(items.of("tie")).isEqualTo(new ItemContent("", "", 3, ""));
        assertThat(bad).isEmpty();
        assertThat(malformed).isEmpty();
    }

    @Test
    void passesOverWhatIsNoItemAndTakesMalformedContentForNone() throws Exception {
        ItemCatalogue items = ItemFile.read(
                file("{\"itemId\": 7}", "{\"itemId\": \"tie\", \"available\": true, \"vector\": [\"x\"]}", HAT),
                listener);

        assertThat(items.itemIds()).containsExactlyInAnyOrder("tie", "hat");
        assertThat(items.of("tie")).isEqualTo(ItemContent.UNKNOWN);
        assertThat(bad).containsExactly("items.jsonl:1: itemId is a number (7), but must be a string");
        assertThat(malformed)
                .singleElement()
                .asString()
                .startsWith("items.jsonl:2: item tie: vector is ")
                .endsWith("but must be an array of numbers");
    }

    @Test
    void readsGzipToo() throws Exception {
        Path gzip = folder.resolve("items.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(HAT.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(ItemFile.read(gzip, listener).itemIds()).containsExactly("hat");
    }

    @Test
    void refusesAFileWithoutAnyItem() throws Exception {
        Path log = file("session_id,user_id,item_id,timestamp_ms", "s1,u1,hat,1700000000000");

        assertThatThrownBy(() -> ItemFile.read(log, listener))
                .isInstanceOf(EventLogException.class)
                .hasMessageStartingWith("none of the 2 lines of ")
                .hasMessageContaining("items.jsonl is an item; each must be a record of the items' topic");
        assertThat(bad).hasSize(2);
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> ItemFile.read(folder.resolve("none"), listener))
                .isInstanceOf(EventLogException.class)
                .hasMessageStartingWith("no such file: ");
    }
}
