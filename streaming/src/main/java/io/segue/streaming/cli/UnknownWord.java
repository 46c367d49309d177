package io.segue.streaming.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** What is said of a word of the command line that nothing takes. */
final class UnknownWord {
    private UnknownWord() {}

    /** Of the first of these words. */
    static String message(CommandLine command, List<String> words) {
        // What stands behind '=' may be a secret.
        String word = words.get(0).split("=", 2)[0];
        var unknown = new CommandLine.UnmatchedArgumentException(command, List.of(word));
        if (unknown.isUnknownOption()) {
            return "there is no option '" + word + "'" + meant(unknown);
        }
        return command.getSubcommands().isEmpty()
                ? command.getCommandName() + " takes options only, and '" + word + "' is none"
                : "there is no command '" + word + "'" + meant(unknown);
    }

    private static String meant(CommandLine.UnmatchedArgumentException unknown) {
        Optional<String> nearest = unknown.getSuggestions().stream().findFirst();
        return nearest.map(name -> "; did you mean '" + name + "'?").orElse("");
    }
}
