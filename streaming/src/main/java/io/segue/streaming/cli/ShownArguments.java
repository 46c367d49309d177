package io.segue.streaming.cli;

import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** The command line as it was given, for reports that others read. */
final class ShownArguments {
    /** Options of the Kafka clients: some are secrets, and none changes a figure. */
    private static final Pattern CLIENT_OPTION = Pattern.compile("(.*segue\\.kafka\\.[^=]*=).*", Pattern.DOTALL);

    private ShownArguments() {}

    /** With dots in place of what may be a secret. */
    static List<String> of(CommandLine.Model.CommandSpec command) {
        return command.commandLine().getParseResult().originalArgs().stream()
                .map(argument -> CLIENT_OPTION.matcher(argument).replaceFirst("$1..."))
                .toList();
    }
}
