package io.segue.streaming.cli;

import io.segue.state.MetricNames;
import io.segue.streaming.local.AccountingFigures;
import io.segue.streaming.local.JobMetrics;
import io.segue.streaming.local.LocalRun;
import io.segue.streaming.local.LocalRunSettings;
import io.segue.streaming.options.JobSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobStatus;
import picocli.CommandLine;

/** {@code ./segue local}. */
@CommandLine.Command(
        name = "local",
        mixinStandardHelpOptions = true,
        description =
                "Runs broker, Flink cluster, dashboard and job until Ctrl-C; started again, goes on where it was.")
final class LocalCommand implements Callable<Integer> {
    private static final Duration TICK = Duration.ofSeconds(1);

    @CommandLine.Mixin
    private final JobOptions job = new JobOptions();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".segue/local",
            description = "Where all data is kept (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    @CommandLine.Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "0 for a free one (default: ${DEFAULT-VALUE}).")
    private int kafkaPort;

    @CommandLine.Option(
            names = "--dashboard-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "0 for a free one (default: ${DEFAULT-VALUE}).")
    private int dashboardPort;

    @CommandLine.Option(
            names = "--prometheus-port",
            paramLabel = "PORT",
            defaultValue = "-1",
            description = "Port of the Prometheus reporter, which binds to all addresses; -1 for none"
                    + " (default: ${DEFAULT-VALUE}).")
    private int prometheusPort;

    @CommandLine.Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Subtasks of each operator (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Override
    public Integer call() throws Exception {
        figures.check();
        job.settings();
        LocalRunSettings settings = new LocalRunSettings(
                folder, kafkaPort, dashboardPort, prometheusPort, parallelism, Math.max(4, parallelism));
        try (Interrupt interrupt = new Interrupt();
                LocalRun run = LocalRun.open(settings)) {
            JobSettings jobSettings = job.settingsAt(run.kafka().bootstrapServers());
            run.createTopics(jobSettings);
            Optional<Path> snapshot = run.startJob(jobSettings);
            printAddresses(run, snapshot);
            String state = "";
            while (!interrupt.await(TICK)) {
                JobStatus status = run.status();
                if (status.isTerminalState()) {
                    throw new CommandFailure(ExitCode.FAILED, "the job is " + status + "; the log says why");
                }
                String now = stateOf(run, status, state);
                if (!now.equals(state)) {
                    System.out.println(now);
                    state = now;
                }
            }
            end(run);
        }
        return ExitCode.DONE;
    }

    /** What changes now and then: whether the job runs, and what answers. What cannot be asked now stays as it was. */
    private static String stateOf(LocalRun run, JobStatus status, String before) {
        if (status != JobStatus.RUNNING) {
            return "job        " + status + "; the log says why";
        }
        try {
            return answering(run.metrics());
        } catch (IOException dashboardIsBusy) {
            return before;
        }
    }

    private static String answering(JobMetrics metrics) throws IOException {
        boolean model = metrics.read("SessionScorer", MetricNames.MODEL_LOADED, JobMetrics.Aggregate.MIN)
                        .orElse(0)
                > 0;
        long served = Math.round(metrics.read("SessionScorer", MetricNames.RELEASES_SERVED, JobMetrics.Aggregate.MIN)
                .orElse(0));
        long refused = Math.round(metrics.read("SessionScorer", MetricNames.RELEASES_REFUSED, JobMetrics.Aggregate.MAX)
                .orElse(0));
        return "job        RUNNING, %s; releases taken %d, refused %d%s"
                .formatted(
                        model ? "a model answers" : "live counts answer",
                        served,
                        refused,
                        refused > 0 ? " (see the log)" : "");
    }

    private void end(LocalRun run) throws Exception {
        AccountingFigures accounting = AccountingFigures.read(run.metrics());
        figures.write(accounting::writeTo);
        System.out.println(
                run.status() == JobStatus.RUNNING
                        ? "ending with a savepoint ..."
                        : "ending without a savepoint, the job is " + run.status()
                                + "; the next start goes on from its last checkpoint");
    }

    private void printAddresses(LocalRun run, Optional<Path> snapshot) {
        String bootstrap = run.kafka().bootstrapServers();
        System.out.println("broker     " + bootstrap);
        System.out.println("dashboard  " + run.dashboard());
        if (prometheusPort >= 0) {
            System.out.println("prometheus http://127.0.0.1:" + prometheusPort + "/metrics");
        }
        System.out.println("data       " + folder
                + snapshot.map(path -> ", goes on from " + path.getFileName()).orElse(", started fresh"));
        System.out.println("see answers: ./segue watch --bootstrap " + bootstrap + "; Ctrl-C ends it");
    }
}
