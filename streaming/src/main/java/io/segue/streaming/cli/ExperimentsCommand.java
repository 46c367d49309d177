package io.segue.streaming.cli;

import picocli.CommandLine;

/** {@code ./segue experiments}. */
@CommandLine.Command(
        name = "experiments",
        mixinStandardHelpOptions = true,
        description =
                "Lets variants answer some of the users, or make lists that are tested and not shown, and tells what"
                        + " came of it.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ExperimentsStartCommand.class, ExperimentsShowCommand.class, ExperimentsStopCommand.class})
final class ExperimentsCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command? There are: start, show, stop");
    }
}
