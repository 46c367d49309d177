package io.segue.connectors.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of one CSV record (RFC 4180): commas, quotes around a field, a doubled quote inside for one. */
final class CsvFields {
    private CsvFields() {}

    /** Empty when a quote is open at the end: the record goes on in the next line. */
    static Optional<List<String>> parse(String record) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            if (at < record.length() && record.charAt(at) == '"') {
                StringBuilder field = new StringBuilder();
                at = quoted(record, at + 1, field);
                if (at < 0) {
                    return Optional.empty();
                }
                // What follows a closing quote before the comma is not in the RFC; it is kept as it stands.
                int comma = comma(record, at);
                fields.add(field.append(record, at, comma).toString());
                at = comma;
            } else {
                int comma = comma(record, at);
                fields.add(record.substring(at, comma));
                at = comma;
            }
            if (at == record.length()) {
                return Optional.of(fields);
            }
            at++;
        }
    }

    /** Appends up to the closing quote and returns the place after it; -1 when there is none. */
    private static int quoted(String record, int from, StringBuilder field) {
        int at = from;
        while (true) {
            int quote = record.indexOf('"', at);
            if (quote < 0) {
                return -1;
            }
            field.append(record, at, quote);
            boolean doubled = quote + 1 < record.length() && record.charAt(quote + 1) == '"';
            if (!doubled) {
                return quote + 1;
            }
            field.append('"');
            at = quote + 2;
        }
    }

    private static int comma(String record, int from) {
        int comma = record.indexOf(',', from);
        return comma < 0 ? record.length() : comma;
    }
}
