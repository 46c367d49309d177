package io.segue.streaming.cli;

import picocli.CommandLine;

/** {@code ./segue bench}. */
@CommandLine.Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures what the whole system can do, each time beside its baseline in the same run.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BenchMemoryCommand.class,
            BenchPipelineCommand.class,
            BenchScoreCommand.class,
            BenchStateCommand.class,
            BenchSwapsCommand.class,
            BenchTrainCommand.class
        })
final class BenchCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "which command? There are: memory, pipeline, score, state, swaps, train");
    }
}
