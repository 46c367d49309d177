package io.segue.streaming.cli;

import static io.segue.state.settings.Requirements.require;

import io.segue.connectors.sessionlog.SessionLogReader;
import io.segue.state.interaction.Interaction;
import io.segue.state.item.ItemContent;
import io.segue.state.log.LoggedEvent;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The session log of a RetrainJob, in place of an event log. */
final class SessionOptions {
    private static final int ALL_DAYS = 36_500;

    @CommandLine.Option(
            names = "--sessions",
            paramLabel = "DIR",
            description =
                    "In place of --data: the session log of a RetrainJob, its segue.sessions.folder. What items are"
                            + " made of it does not say: give --items.")
    @Nullable
    private String folder;

    @CommandLine.Option(
            names = "--days",
            paramLabel = "N",
            description = "With --sessions: its newest days only, counted back from its last one (default: all).")
    @Nullable
    private Integer days;

    private long corruptFiles;

    boolean isGiven() {
        return folder != null;
    }

    /** Refuses what cannot be used, before anything long begins. */
    void check() {
        if (days == null) {
            return;
        }
        if (folder == null) {
            throw new CommandFailure(ExitCode.USAGE, "--days needs --sessions DIR");
        }
        require(days >= 1 && days <= ALL_DAYS, "--days", days, "within [1, " + ALL_DAYS + "]");
    }

    /** For people. */
    String title() {
        return folder + (days == null ? "" : ", its newest " + days + (days == 1 ? " day" : " days"));
    }

    /** All events of the log, oldest first. Every file that is corrupt is named, passed over and counted. */
    List<LoggedEvent> readAllLogged() {
        List<Interaction> interactions = SessionLogReader.at(String.valueOf(folder))
                .readInEventTimeOrder(days == null ? ALL_DAYS : days, (file, reason) -> {
                    corruptFiles++;
                    System.err.println(file + " is corrupt and passed over: " + reason);
                });
        return interactions.stream().map(SessionOptions::logged).toList();
    }

    private static LoggedEvent logged(Interaction interaction) {
        return new LoggedEvent(interaction, interaction.type().name().toLowerCase(Locale.ROOT), ItemContent.UNKNOWN);
    }

    long corruptFiles() {
        return corruptFiles;
    }
}
