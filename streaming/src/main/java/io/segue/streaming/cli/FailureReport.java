package io.segue.streaming.cli;

import io.segue.connectors.broker.BrokerStartException;
import io.segue.connectors.dataset.EventLogException;
import io.segue.connectors.replay.PublishException;
import io.segue.connectors.topic.BrokerUnreachableException;
import io.segue.connectors.topic.TopicCreationException;
import io.segue.models.bundle.ModelRefusedException;
import io.segue.models.gru.TrainingDivergedException;
import io.segue.models.tuning.JournalException;
import io.segue.state.release.ReleaseRefusedException;
import io.segue.state.settings.InvalidOptionException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;

/** Turns what a command threw into one line and an exit code; the trace only with {@code --verbose}. */
final class FailureReport implements CommandLine.IExecutionExceptionHandler, CommandLine.IParameterExceptionHandler {
    @Override
    public int handleParseException(CommandLine.ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        // Where an option is misspelt that is required, picocli would only say that it is missing.
        List<String> unknown = command.getUnmatchedArguments();
        String message = unknown.isEmpty() ? wrong.getMessage() : UnknownWord.message(command, unknown);
        command.getErr().println("segue: " + message);
        command.getErr().println("segue: ./" + command.getCommandSpec().qualifiedName() + " --help explains it");
        return ExitCode.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
        Throwable cause = foreseen(failure).orElse(failure);
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        commandLine.getErr().println("segue: " + message);
        if (parsed.expandedArgs().contains(Segue.VERBOSE)) {
            failure.printStackTrace(commandLine.getErr());
        } else if (foreseen(failure).isEmpty()) {
            commandLine.getErr().println("segue: run again with " + Segue.VERBOSE + " to see where");
        }
        return codeOf(cause);
    }

    /** The first exception of a kind that speaks for itself, from the outside in. */
    private static Optional<Throwable> foreseen(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (codeOf(cause) != ExitCode.FAILED) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    private static int codeOf(Throwable cause) {
        if (cause instanceof CommandFailure failure) {
            return failure.exitCode();
        }
        if (cause instanceof InvalidOptionException || cause instanceof JournalException) {
            return ExitCode.USAGE;
        }
        if (cause instanceof EventLogException) {
            return ExitCode.DATA;
        }
        if (cause instanceof TrainingDivergedException) {
            return ExitCode.DIVERGED;
        }
        if (cause instanceof BrokerUnreachableException
                || cause instanceof BrokerStartException
                || cause instanceof TopicCreationException
                || cause instanceof PublishException
                || cause instanceof KafkaException) {
            return ExitCode.BROKER;
        }
        return cause instanceof ModelRefusedException || cause instanceof ReleaseRefusedException
                ? ExitCode.MODEL
                : ExitCode.FAILED;
    }
}
