package io.segue.streaming.cli;

import picocli.CommandLine;

/** {@code ./segue}: everything that people do with Segue. */
@CommandLine.Command(
        name = "segue",
        mixinStandardHelpOptions = true,
        version = Segue.VERSION,
        description = "Streaming session recommender: clicks, views and purchases in, recommendations out.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            LocalCommand.class,
            ReplayCommand.class,
            WatchCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            TuneCommand.class,
            ReleaseCommand.class,
            ModelsCommand.class,
            ExperimentsCommand.class,
            GateCommand.class,
            BenchCommand.class,
            TopicsCommand.class,
            BrokerCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed in a way that we did not foresee",
            "2:wrong usage, or an option that cannot be used",
            "3:a data file cannot be used",
            "4:the broker is not reachable, does not start or refuses",
            "5:a model bundle or a release is refused",
            "6:a training diverged; nothing is kept of the model",
            "130:ended by Ctrl-C, 143 by TERM; what was running has been ended in order"
        })
public final class Segue implements Runnable {
    static final String VERBOSE = "--verbose";
    static final String VERSION = "segue 0.1.0-SNAPSHOT";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @CommandLine.Option(
            names = VERBOSE,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Shows the stack trace of a failure.")
    @SuppressWarnings("UnusedVariable") // FailureReport looks for it among the arguments, also when they are wrong
    private boolean verbose;

    private Segue() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    public static CommandLine commandLine() {
        FailureReport report = new FailureReport();
        return new CommandLine(new Segue()).setExecutionExceptionHandler(report).setParameterExceptionHandler(report);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }
}
