package io.segue.connectors.dataset;

import io.segue.state.item.ItemContent;
import io.segue.state.log.LoggedEvent;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes once through an {@link EventLog}, in the order of the file, with one line in memory.
 *
 * <p>A bad line is reported, counted and passed over. A quoted field may span lines, but not more than
 * {@value #QUOTED_LINES_MAX}: a quote that is never closed costs its own line and not the rest of the file.
 */
public final class EventLogReader implements Iterator<LoggedEvent>, AutoCloseable {
    private static final int LINE_CHARS_MAX = 64 * 1024;
    private static final int QUOTED_LINES_MAX = 16;
    /** What a decoder puts in place of bytes that are not UTF-8. */
    private static final char NOT_UTF_8 = '\uFFFD';

    private final Path file;
    private final String eventIdPrefix;
    private final BadLineListener listener;
    private final LineReader lines;
    /** Lines read ahead for a quote that was never closed. */
    private final Deque<String> putBack = new ArrayDeque<>();

    private final LogColumns columns;
    private long lineNumber;
    private long events;
    private long badLines;
    private long malformedContents;
    private @Nullable LoggedEvent next;

    EventLogReader(Path file, String eventIdPrefix, Reader reader, BadLineListener listener) {
        this.file = file;
        this.eventIdPrefix = eventIdPrefix;
        this.listener = listener;
        this.lines = new LineReader(reader, LINE_CHARS_MAX);
        this.columns = LogColumns.of(header(), file);
    }

    private List<String> header() {
        String header =
                nextLine().orElseThrow(() -> new EventLogException(file + " is empty: it needs a header line", null));
        String withoutMark = header.startsWith("\uFEFF") ? header.substring(1) : header;
        return CsvFields.parse(withoutMark)
                .orElseThrow(() -> new EventLogException(file + " has an open quote in its header", null));
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            Optional<String> line = nextLine();
            if (line.isEmpty()) {
                return false;
            }
            next = read(line.get());
        }
        return true;
    }

    /**
     * The next event.
     *
     * @throws EventLogException when the file ends before its gzip data does, or cannot be read any further
     */
    @Override
    public LoggedEvent next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        LoggedEvent event = next;
        next = null;
        events++;
        return event;
    }

    /** Events handed out so far. */
    public long events() {
        return events;
    }

    /** Lines passed over so far. */
    public long badLines() {
        return badLines;
    }

    /** Events so far whose content could not be read. */
    public long malformedContents() {
        return malformedContents;
    }

    private @Nullable LoggedEvent read(String line) {
        long first = lineNumber;
        if (line.isBlank()) {
            return null;
        }
        try {
            List<String> fields = fields(line);
            LoggedEvent event = columns.event(fields, eventIdPrefix + first);
            return new LoggedEvent(event.interaction(), event.typeName(), content(fields, first));
        } catch (BadLineException bad) {
            badLines++;
            listener.onBadLine(badLine(first, bad));
            return null;
        }
    }

    private BadLine badLine(long first, BadLineException fault) {
        return new BadLine(String.valueOf(file.getFileName()), first, fault.reason());
    }

    /** A price that is no number says nothing of the event: the content is unknown and the event stays. */
    private ItemContent content(List<String> fields, long first) {
        try {
            return columns.content().content(fields);
        } catch (BadLineException malformed) {
            malformedContents++;
            listener.onMalformedContent(badLine(first, malformed));
            return ItemContent.UNKNOWN;
        }
    }

    private List<String> fields(String firstLine) throws BadLineException {
        check(firstLine);
        Optional<List<String>> fields = CsvFields.parse(firstLine);
        return fields.isPresent() ? fields.get() : fieldsOverLines(firstLine);
    }

    /** A quote is open at the end of the line. */
    private List<String> fieldsOverLines(String firstLine) throws BadLineException {
        StringBuilder record = new StringBuilder(firstLine);
        Deque<String> following = new ArrayDeque<>();
        while (following.size() + 1 < QUOTED_LINES_MAX && record.length() <= LINE_CHARS_MAX) {
            Optional<String> more = nextLine();
            if (more.isEmpty()) {
                break;
            }
            following.addLast(more.get());
            record.append('\n').append(more.get());
            Optional<List<String>> fields = CsvFields.parse(record.toString());
            if (fields.isPresent()) {
                check(record.toString());
                return fields.get();
            }
        }
        putBack(following);
        throw new BadLineException("a quote is opened and not closed");
    }

    private static void check(String line) throws BadLineException {
        if (line.length() > LINE_CHARS_MAX) {
            throw new BadLineException("the line has more than " + LINE_CHARS_MAX + " characters");
        }
        if (line.indexOf(NOT_UTF_8) >= 0) {
            throw new BadLineException("the line is not UTF-8");
        }
    }

    private void putBack(Deque<String> following) {
        lineNumber -= following.size();
        while (!following.isEmpty()) {
            putBack.addFirst(following.removeLast());
        }
    }

    private Optional<String> nextLine() {
        try {
            Optional<String> line = putBack.isEmpty() ? lines.next() : Optional.of(putBack.removeFirst());
            if (line.isPresent()) {
                lineNumber++;
            }
            return line;
        } catch (IOException damaged) {
            throw new EventLogException(
                    file + " cannot be read after line " + lineNumber + ", it is truncated or damaged: "
                            + damaged.getMessage(),
                    damaged);
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
