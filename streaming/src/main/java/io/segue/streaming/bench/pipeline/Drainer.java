package io.segue.streaming.bench.pipeline;

import io.segue.connectors.topic.KafkaConnection;
import io.segue.connectors.topic.Topics;
import io.segue.streaming.local.AccountingFigures;
import io.segue.streaming.local.LocalJob;
import java.io.IOException;
import java.time.Duration;

/** Drains the topics with a fresh job and looks at the answers from outside. */
final class Drainer {
    private static final Duration SETTLED = Duration.ofSeconds(15);
    private static final long LOOK_MS = 20;

    private final FreshJobs jobs;
    private final KafkaConnection kafka;
    private final Topics topics;
    private final int events;

    Drainer(FreshJobs jobs, KafkaConnection kafka, Topics topics, int events) {
        this.jobs = jobs;
        this.kafka = kafka;
        this.topics = topics;
        this.events = events;
    }

    /** Somebody beside a drain. */
    interface Watch {
        Watch NONE = new Watch() {
            @Override
            public void began() {}

            @Override
            public void drained(LocalJob job) {}
        };

        /** The job runs. */
        void began() throws IOException;

        /** The last one is, and the job still runs. */
        void drained(LocalJob job) throws Exception;
    }

    /** @param name of no drain before */
    Drain drain(String name, Watch watch) throws Exception {
        try (AnswerMeter answers = AnswerMeter.counting(kafka, topics.recommendations())) {
            LocalJob job = jobs.start(name);
            AnswerMeter.Reading start = answers.start();
            watch.began();
            AnswerMeter.Reading last = answers.await(events, job::hasEnded);
            AccountingFigures accounting = settled(job);
            watch.drained(job);
            return Drain.between(start, last, accounting, jobs.end(name, job));
        }
    }

    /** The accounting lags the answers by the interval at which metrics are fetched. */
    private AccountingFigures settled(LocalJob job) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + SETTLED.toNanos();
        AccountingFigures figures = AccountingFigures.read(job.metrics());
        while ((figures.consumed() < events || !figures.balances()) && System.nanoTime() < deadlineNanos) {
            Thread.sleep(LOOK_MS);
            figures = AccountingFigures.read(job.metrics());
        }
        return figures;
    }
}
