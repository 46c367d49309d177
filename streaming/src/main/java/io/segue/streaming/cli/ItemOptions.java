package io.segue.streaming.cli;

import io.segue.connectors.dataset.BadLineListener;
import io.segue.connectors.dataset.EventLog;
import io.segue.connectors.dataset.ItemFile;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.log.LoggedEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What a command knows of the items of a log. */
final class ItemOptions {
    @CommandLine.Option(
            names = "--items",
            paramLabel = "FILE",
            description = "Records of the items' topic, one JSON object a line, plain or .gz: what it says of an item,"
                    + " its vector included, stands in place of what the log says.")
    @Nullable
    private Path file;

    /** Read once, also where there are two logs. */
    @Nullable
    private ItemCatalogue items;

    /** The file that the user gave. */
    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** All events of a log, oldest first, with what is known of their items. */
    List<LoggedEvent> readAllLogged(EventLog log, BadLineListener badLines) {
        return described(log.readAllLogged(badLines), badLines);
    }

    /** The events with what is known of their items. */
    List<LoggedEvent> described(List<LoggedEvent> events, BadLineListener badLines) {
        if (file == null) {
            return events;
        }
        if (items == null) {
            items = ItemFile.read(file, badLines);
        }
        ItemCatalogue known = items;
        return events.stream().map(event -> event.describedBy(known)).toList();
    }
}
