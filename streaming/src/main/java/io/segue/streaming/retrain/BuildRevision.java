package io.segue.streaming.retrain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Of which revision in git this code was built. */
final class BuildRevision {
    private static final String FILE = "build.properties";

    private BuildRevision() {}

    /** Its full hash; empty where it was built outside of git. */
    static String read() {
        try (InputStream file = BuildRevision.class.getResourceAsStream(FILE)) {
            Properties properties = new Properties();
            if (file != null) {
                properties.load(file);
            }
            return of(properties.getProperty("git.revision", ""));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What was not filled in is no revision. */
    static String of(String text) {
        return text.matches("[0-9a-f]{40,64}") ? text : "";
    }
}
