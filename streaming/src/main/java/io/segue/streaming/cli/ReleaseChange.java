package io.segue.streaming.cli;

import io.segue.state.release.Experiment;
import io.segue.state.release.Release;
import java.util.List;
import picocli.CommandLine;

/** The options of a command that changes the state of a version. */
final class ReleaseChange {
    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "by hand",
            description = "Why; kept in the release (default: ${DEFAULT-VALUE}).")
    private String reason = "";

    String reason() {
        return reason;
    }

    void check() {
        figures.check();
    }

    void write(Experiment published) {
        figures.write(json -> json.withArray("published").add(ReleaseText.json(published)));
    }

    /** The records that were published, in their order. */
    void write(List<Release> records) {
        figures.write(
                json -> records.forEach(record -> json.withArray("published").add(ReleaseText.json(record))));
    }
}
