package io.segue.connectors.sessionlog;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** The folders of the log, {@code day=2026-11-22}: the day, in UTC, on which a session ended. */
final class DayFolders {
    private static final String PREFIX = "day=";

    private DayFolders() {}

    static String nameOf(LocalDate day) {
        return PREFIX + day;
    }

    static LocalDate dayOf(long timestampMs) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(timestampMs), ZoneOffset.UTC);
    }

    /** The day of a folder, if it is one of the log's. */
    static Optional<LocalDate> dayOf(String name) {
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(name.substring(PREFIX.length())));
        } catch (DateTimeException ofSomeoneElse) {
            return Optional.empty();
        }
    }
}
