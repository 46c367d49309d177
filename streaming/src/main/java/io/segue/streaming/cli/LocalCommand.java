package io.segue.streaming.cli;

import io.segue.connectors.replay.ReleaseTail;
import io.segue.streaming.local.AccountingFigures;
import io.segue.streaming.local.LocalJob;
import io.segue.streaming.local.LocalRun;
import io.segue.streaming.local.LocalRunSettings;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.RetrainSettings;
import io.segue.streaming.options.SegueOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobStatus;
import picocli.CommandLine;

/** {@code ./segue local}. */
@CommandLine.Command(
        name = "local",
        mixinStandardHelpOptions = true,
        description =
                "Runs broker, Flink cluster, dashboard and jobs until Ctrl-C; started again, goes on where it was.")
final class LocalCommand implements Callable<Integer> {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(10);

    @CommandLine.Mixin
    private final JobOptions job = new JobOptions();

    @CommandLine.Mixin
    private final RetrainOptions retrain = new RetrainOptions();

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
        Optional<RetrainSettings> learning =
                retrain.settings(job, SegueOptions.BOOTSTRAP_SERVERS.defaultValue(), folder);
        LocalRunSettings settings = new LocalRunSettings(
                folder,
                kafkaPort,
                dashboardPort,
                prometheusPort,
                parallelism,
                Math.max(4, parallelism),
                learning.isPresent() ? 2 : 1,
                learning.map(RetrainSettings::ownSlots).orElse(0));
        try (Interrupt interrupt = new Interrupt();
                LocalRun run = LocalRun.open(settings)) {
            JobSettings jobSettings = job.settingsAt(run.kafka().bootstrapServers());
            run.createTopics(jobSettings);
            try (ReleaseTail releases = new ReleaseTail(run.kafka(), jobSettings.topics())) {
                List<LocalJob> jobs = start(run, jobSettings);
                List<StatusLine> lines = new ArrayList<>();
                lines.add(new StatusLine("job", jobs.get(0), LocalFigures::answering));
                jobs.stream().skip(1).forEach(one -> lines.add(new StatusLine("retrain", one, LocalFigures::rounds)));
                printAddresses(run, jobs);
                do {
                    for (StatusLine line : lines) {
                        line.update();
                    }
                    releases.next(POLL).forEach(release -> System.out.println(LocalFigures.of(release)));
                } while (!interrupt.await(TICK));
                end(jobs);
            }
        }
        return ExitCode.DONE;
    }

    /** The RecommendJob, and the RetrainJob where it is asked for. */
    private List<LocalJob> start(LocalRun run, JobSettings jobSettings) throws Exception {
        List<LocalJob> jobs = new ArrayList<>();
        jobs.add(run.startRecommendJob(jobSettings));
        Optional<RetrainSettings> asked = retrain.settings(job, run.kafka().bootstrapServers(), folder);
        if (asked.isPresent()) {
            jobs.add(run.startRetrainJob(asked.get()));
        }
        return jobs;
    }

    private void end(List<LocalJob> jobs) throws Exception {
        AccountingFigures accounting = AccountingFigures.read(jobs.get(0).metrics());
        figures.write(accounting::writeTo);
        for (LocalJob one : jobs) {
            System.out.println(
                    one.status() == JobStatus.RUNNING
                            ? "ending the " + one.name() + " with a savepoint ..."
                            : "ending without a savepoint, the " + one.name() + " is " + one.status()
                                    + "; the next start goes on from its last checkpoint");
        }
    }

    private void printAddresses(LocalRun run, List<LocalJob> jobs) {
        String bootstrap = run.kafka().bootstrapServers();
        System.out.println("broker     " + bootstrap);
        System.out.println("dashboard  " + run.dashboard());
        if (prometheusPort >= 0) {
            System.out.println("prometheus http://127.0.0.1:" + prometheusPort + "/metrics");
        }
        System.out.println("data       " + folder);
        for (LocalJob one : jobs) {
            System.out.println("           the " + one.name()
                    + one.goesOnFrom()
                            .map(path -> " goes on from " + path.getFileName())
                            .orElse(" started fresh"));
        }
        System.out.println("see answers: ./segue watch --bootstrap " + bootstrap + "; Ctrl-C ends it");
    }
}
