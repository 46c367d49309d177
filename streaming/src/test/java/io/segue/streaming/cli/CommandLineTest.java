package io.segue.streaming.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.streaming.evaluation.ContenderCatalogue;
import io.segue.streaming.evaluation.ContenderSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private static final String NOBODY = "127.0.0.1:1";

    @TempDir
    Path folder;

    private record Outcome(int exitCode, String out, String err) {}

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine =
                Segue.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(arguments);
        return new Outcome(exitCode, out.toString(), err.toString().strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "local",
                "replay",
                "watch",
                "train",
                "evaluate",
                "tune",
                "release",
                "gate",
                "topics",
                "broker"
            })
    void explainsEveryCommand(String command) {
        Outcome help = run(command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("Usage: segue " + command).contains("--json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show", "promote", "rollback", "retire"})
    void explainsEveryCommandOnTheVersionsOfAModel(String command) {
        Outcome help = run("models", command, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("Usage: segue models " + command)
                .contains("--model")
                .contains("--json");
    }

    @Test
    void asksWhatToDoWithModels() {
        Outcome outcome = run("models");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("which command? There are: list, show, promote, rollback, retire");
    }

    @Test
    void namesTheModelsThatCanBeEvaluated() {
        ContenderCatalogue all = ContenderCatalogue.all(ContenderSettings.DEFAULT);
        String help = run("evaluate", "--help").out();

        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
        assertThat(help.replaceAll("\\s+", " "))
                .contains(String.join(", ", all.names()))
                .contains(String.join(", ", all.ablatedNames()));
    }

    @Test
    void explainsItsExitCodes() {
        assertThat(run("--help").out()).contains("Exit codes").contains("a model bundle or a release is refused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trian | there is no command 'trian'; did you mean 'train'? | ./segue --help",
                "xyz | there is no command 'xyz' | ./segue --help",
                "topics --bootstap x | there is no option '--bootstap'; did you mean '--bootstrap'? | ./segue topics --help",
                "train --dat=secret | there is no option '--dat'; did you mean '--data'? | ./segue train --help",
                "evaluate --data x all | evaluate takes options only, and 'all' is none | ./segue evaluate --help",
            })
    void namesAnUnknownWordTheNearestKnownOneAndWhereHelpIs(String line, String message, String help) {
        Outcome outcome = run(line.split(" "));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err().lines()).containsExactly("segue: " + message, "segue: " + help + " explains it");
    }

    @Test
    void namesKeyValueAndExpectedValueOfAWrongJobOption() {
        Outcome outcome = run("demo", "-Dsegue.bundle.size.max=0");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).isEqualTo("segue: segue.bundle.size.max is 0, but must be within [1, 4096]");
    }

    @ParameterizedTest
    @CsvSource({
        "--parallelism=0, --parallelism is 0",
        "--in-flight=0, --in-flight is 0",
        "--train-share=2, --train-share is 2.0",
        "--for=5, '5' is not a duration",
        "--speed=fast, --speed is 'fast'",
        "--epochs=0, segue.training.epochs is 0",
        "--device=gpu, segue.model.device is",
        "--device=cuda:99, segue.model.device is",
        "--kafka-port=99999, --kafka-port is 99999",
        "--json=/, --json: / is a folder",
    })
    void refusesAnArgumentThatCannotBeUsedBeforeAnythingLongBegins(String argument, String message) {
        Outcome outcome = run("demo", argument);

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "--retrain-every=0s, segue.retrain.every is PT0S",
        "--retrain-every=soon, 'soon' is not a duration",
        "--retrain-every=30s -Dsegue.retrain.days=0, segue.retrain.days is 0",
    })
    void refusesAnOptionOfTheRetrainJobBeforeTheBrokerStarts(String arguments, String message) {
        Outcome outcome = run(("local --dir " + folder + " " + arguments).split(" "));

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains(message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesThePortOfADashboardThatIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome outcome = run("demo", "--dashboard-port", String.valueOf(taken.getLocalPort()));

            assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(outcome.err())
                    .contains("--dashboard-port is " + taken.getLocalPort())
                    .contains("in use");
        }
    }

    @Test
    void doesNotRepeatTheValueOfAnOptionThatItDoesNotKnow() {
        Outcome outcome = run("demo", "-Dsasl.jaas.config=hunter2");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("sasl.jaas.config").doesNotContain("hunter2");
    }

    @Test
    void saysInOneLineThatAFileIsMissing() {
        Outcome outcome = run("train", "--data", folder.resolve("none.csv").toString(), "--out", "x");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(outcome.err()).contains("no such file").contains("none.csv").hasLineCount(1);
    }

    @Test
    void saysInOneLineThatAColumnIsMissing() throws IOException {
        Path log = Files.writeString(folder.resolve("log.csv"), "session_id,item,timestamp_ms,event_type\n");

        Outcome outcome = run("train", "--data", log.toString(), "--out", "x");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(outcome.err()).contains("no column").contains("item_id").hasLineCount(1);
    }

    @Test
    void saysThatThereIsTooLittleToLearnFrom() throws IOException {
        Path log = Files.writeString(
                folder.resolve("log.csv"), "session_id,item_id,timestamp_ms,event_type\ns,i,1700000000000,view\n");

        Outcome outcome = run("train", "--data", log.toString(), "--out", "x");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.DATA);
        assertThat(outcome.err()).startsWith("segue: cannot train").hasLineCount(1);
    }

    @Test
    void saysInOneLineThatNoBrokerAnswers() {
        Outcome outcome = run("topics", "--bootstrap", NOBODY);

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.BROKER);
        assertThat(outcome.err())
                .contains("broker not reachable at " + NOBODY + " within 10 s")
                .hasLineCount(1);
    }

    @Test
    void refusesToReleaseWhatIsNotABundle() {
        Outcome outcome = run("release", "--bundle", folder.toString(), "--bootstrap", NOBODY);

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.MODEL);
        assertThat(outcome.err()).contains("manifest.sha256").hasLineCount(1);
    }

    @Test
    void findsOutBeforeALongRunThatTheFiguresHaveNowhereToGo() {
        Outcome outcome = run("demo", "--json", folder.resolve("none/out.json").toString());

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).contains("--json").contains("no such folder");
    }
}
