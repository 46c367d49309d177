package io.segue.streaming.options;

import static io.segue.state.settings.Requirements.require;

import java.io.Serializable;

/**
 * Which rounds go on from the champion.
 *
 * @param fullEvery of so many rounds one begins from nothing, the others go on; 1 for all
 * @param epochs of a round that goes on
 */
public record WarmSettings(int fullEvery, int epochs) implements Serializable {
    public WarmSettings {
        require(fullEvery >= 1, RetrainJobOptions.RETRAIN_FULL_EVERY.key(), fullEvery, "at least 1");
        require(
                epochs >= 1 && epochs <= 1_000,
                RetrainJobOptions.RETRAIN_WARM_EPOCHS.key(),
                epochs,
                "within [1, 1000]");
    }
}
