package io.segue.streaming.cli;

import io.segue.streaming.local.JobMetrics;
import io.segue.streaming.local.LocalJob;
import java.io.IOException;
import java.util.Locale;
import org.apache.flink.api.common.JobStatus;

/** A line on a job that runs until it is told to end, printed whenever it changes. */
final class StatusLine {
    /** What the line says of a job that runs. */
    interface Figures {
        String read(JobMetrics metrics) throws IOException;
    }

    private final String label;
    private final LocalJob job;
    private final Figures figures;
    private String printed = "";

    StatusLine(String label, LocalJob job, Figures figures) {
        this.label = label;
        this.job = job;
        this.figures = figures;
    }

    /** Prints the line where it is another one. */
    void update() throws Exception {
        JobStatus status = job.status();
        if (status.isTerminalState()) {
            throw new CommandFailure(ExitCode.FAILED, "the " + job.name() + " is " + status + "; the log says why");
        }
        String line;
        try {
            line = status == JobStatus.RUNNING
                    ? "RUNNING, " + figures.read(job.metrics())
                    : status + "; the log says why";
        } catch (IOException dashboardIsBusy) {
            return; // what cannot be asked now stays as it was
        }
        if (!line.equals(printed)) {
            System.out.println(String.format(Locale.ROOT, "%-10s %s", label, line));
            printed = line;
        }
    }
}
