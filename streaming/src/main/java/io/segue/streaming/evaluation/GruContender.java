package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.ModelContestant;
import io.segue.models.gru.GruTrainer;
import io.segue.models.gru.TrainedGru;
import io.segue.models.training.TrainingSet;

/** The GRU as {@code ./segue train} trains it. */
record GruContender(String name, ContenderSettings settings) implements Contender {
    @Override
    public Contestant train(TrainingSet data, long seed) {
        GruTrainer trainer = new GruTrainer(settings.gru().withSeed(seed), settings.device());
        TrainedGru trained = trainer.train(data.tails(), settings.trainingListener());
        return new ModelContestant(trained.open(name, settings.device()), data.repeatsCollapsed());
    }
}
