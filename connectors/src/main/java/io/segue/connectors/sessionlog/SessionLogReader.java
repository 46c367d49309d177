package io.segue.connectors.sessionlog;

import io.segue.connectors.dataset.EventLogException;
import io.segue.state.interaction.Interaction;
import io.segue.state.session.ClosedSession;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Reads a session log: the files that are complete, not those that a job is writing.
 *
 * <p>What comes out is a log of interactions that name their sessions. The parts of a session that was closed in several
 * become one by that.
 */
public final class SessionLogReader {
    private static final Comparator<ClosedSession> BY_TIME =
            Comparator.comparingLong(ClosedSession::startMs).thenComparingLong(ClosedSession::endMs);

    private final Path folder;
    private final FileSystem files;

    private SessionLogReader(Path folder, FileSystem files) {
        this.folder = folder;
        this.files = files;
    }

    /** @param folder path or URI of a file system that Flink knows */
    public static SessionLogReader at(String folder) {
        try {
            Path path = new Path(folder);
            return new SessionLogReader(path, path.getFileSystem());
        } catch (IOException | IllegalArgumentException unknown) {
            throw new EventLogException(folder + " cannot be read: " + unknown.getMessage(), unknown);
        }
    }

    /**
     * The interactions of the newest days of the log, oldest first; the newest day is the log's, not today.
     *
     * <p>A file that is corrupt in any place is passed over as a whole.
     *
     * @throws EventLogException if the folder is none, or holds no session
     */
    public List<Interaction> readInEventTimeOrder(int daysMax, SessionLogListener listener) {
        List<ClosedSession> sessions = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        try {
            for (Path day : newestDays(daysMax)) {
                for (Path file : filesOf(day)) {
                    try {
                        sessions.addAll(read(file, text -> texts.computeIfAbsent(text, any -> any)));
                    } catch (IOException | RuntimeException corrupt) {
                        listener.onCorruptFile(file.toString(), String.valueOf(corrupt.getMessage()));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new EventLogException(folder + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (sessions.isEmpty()) {
            throw new EventLogException(folder + " holds no session that can be read", null);
        }
        // Sessions of a user follow one another, also where one ends at the moment in which the next begins.
        sessions.sort(BY_TIME);
        List<Interaction> interactions = new ArrayList<>();
        sessions.forEach(session -> interactions.addAll(session.interactions()));
        interactions.sort(Comparator.comparingLong(Interaction::timestampMs));
        return interactions;
    }

    private List<Path> newestDays(int daysMax) throws IOException {
        TreeMap<LocalDate, Path> days = new TreeMap<>();
        if (!files.exists(folder)) {
            throw new EventLogException("no such folder: " + folder, null);
        }
        for (Path path : list(folder)) {
            DayFolders.dayOf(path.getName()).ifPresent(day -> days.put(day, path));
        }
        if (days.isEmpty()) {
            throw new EventLogException(
                    folder + " is no session log, or an empty one: it has no folder such as day=2026-11-22", null);
        }
        LocalDate oldest = days.lastKey().minusDays(daysMax - 1L);
        return List.copyOf(days.tailMap(oldest, true).values());
    }

    private List<Path> filesOf(Path day) throws IOException {
        return list(day).stream()
                .filter(file -> !file.getName().startsWith("."))
                .filter(file -> file.getName().endsWith(SessionLogSink.SUFFIX))
                .toList();
    }

    private List<Path> list(Path parent) throws IOException {
        return Stream.of(files.listStatus(parent))
                .map(FileStatus::getPath)
                .sorted(Comparator.comparing(Path::getName))
                .toList();
    }

    private static List<ClosedSession> read(Path file, UnaryOperator<String> shared) throws IOException {
        List<ClosedSession> sessions = new ArrayList<>();
        try (SessionFileReader reader = SessionFileReader.open(file, shared)) {
            for (ClosedSession next = reader.read(); next != null; next = reader.read()) {
                sessions.add(next);
            }
        }
        return sessions;
    }
}
