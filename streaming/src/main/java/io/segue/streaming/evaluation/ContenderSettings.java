package io.segue.streaming.evaluation;

import io.segue.models.baseline.StanSettings;
import io.segue.models.device.DeviceChoice;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.TrainingListener;
import io.segue.models.rank.RankSettings;
import io.segue.models.rank.RankTrainingSettings;
import io.segue.state.live.LiveSettings;

/**
 * What contenders are made with.
 *
 * @param gru the seed is that of the run instead
 * @param plain of the one without content, copy head and context
 * @param similar of STAN, alone and in the whole recommender
 * @param ranking how rankers are trained
 * @param counts what is counted live, as in the job
 * @param ranks what rankers rank, as in the job
 * @param live whether contenders that can go on learning during the test do
 * @param trainingListener hears how far the trainings are that take long
 */
public record ContenderSettings(
        GruSettings gru,
        GruSettings plain,
        StanSettings similar,
        RankTrainingSettings ranking,
        DeviceChoice device,
        LiveSettings counts,
        RankSettings ranks,
        boolean live,
        TrainingListener trainingListener) {
    /** The defaults of everything, on any machine. */
    public static final ContenderSettings DEFAULT = new ContenderSettings(
            GruSettings.DEFAULT,
            GruSettings.PLAIN,
            StanSettings.DEFAULT,
            RankTrainingSettings.DEFAULT,
            DeviceChoice.CPU,
            LiveSettings.DEFAULT,
            RankSettings.DEFAULT,
            false,
            TrainingListener.NONE);
}
