package io.segue.streaming.cli;

import io.segue.connectors.dataset.BadLineListener;
import io.segue.connectors.dataset.EventLog;
import io.segue.connectors.dataset.ItemFile;
import io.segue.state.item.ItemCatalogue;
import io.segue.state.log.LoggedEvent;
import java.nio.file.Path;
import java.util.List;
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

    /** All events of a log, oldest first, with what is known of their items. */
    List<LoggedEvent> readAllLogged(EventLog log, BadLineListener badLines) {
        return described(log.readAllLogged(badLines), badLines);
    }

    /** The events with what is known of their items. */
    List<LoggedEvent> described(List<LoggedEvent> events, BadLineListener badLines) {
        if (file == null) {
            return events;
        }
        ItemCatalogue items = ItemFile.read(file, badLines);
        return events.stream().map(event -> event.describedBy(items)).toList();
    }
}
