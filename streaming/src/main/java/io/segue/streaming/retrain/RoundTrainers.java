package io.segue.streaming.retrain;

import io.segue.operators.retrain.ModelTrainer;
import io.segue.streaming.options.JobSettings;
import io.segue.streaming.options.RoundSettings;

/** Opens {@link RoundTrainer}s where the job runs. */
public final class RoundTrainers implements ModelTrainer.Factory {
    private static final long serialVersionUID = 1L;

    private final JobSettings job;
    private final String sessions;
    private final RoundSettings rounds;
    private final boolean learnsOn;

    /**
     * Trainers for a job.
     *
     * @param job that serves what they train
     * @param sessions folder of the session log
     * @param learnsOn whether what they train goes on learning
     */
    public RoundTrainers(JobSettings job, String sessions, RoundSettings rounds, boolean learnsOn) {
        this.job = job;
        this.sessions = sessions;
        this.rounds = rounds;
        this.learnsOn = learnsOn;
    }

    @Override
    public ModelTrainer open() {
        return RoundTrainer.open(job, sessions, rounds, learnsOn);
    }
}
