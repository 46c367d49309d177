package io.segue.streaming.cli;

import picocli.CommandLine;

/** {@code ./segue models}. */
@CommandLine.Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "Looks at the versions of a model, and decides which one serves.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ModelsListCommand.class,
            ModelsShowCommand.class,
            ModelsPromoteCommand.class,
            ModelsRollbackCommand.class,
            ModelsRetireCommand.class
        })
final class ModelsCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "which command? There are: list, show, promote, rollback, retire");
    }
}
