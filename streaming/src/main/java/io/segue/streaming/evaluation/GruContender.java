package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.RetrieverContestant;
import io.segue.models.gru.GruSettings;
import io.segue.models.gru.GruTrainer;
import io.segue.models.gru.TrainedGru;
import io.segue.models.recommender.ModelRetriever;
import io.segue.models.training.TrainingSet;

/** A GRU alone, frozen. */
record GruContender(String name, GruSettings gru, ContenderSettings settings) implements Contender {
    @Override
    public Contestant train(TrainingSet data, long seed) {
        GruTrainer trainer = new GruTrainer(gru.withSeed(seed), settings.device());
        TrainedGru trained = trainer.train(data.sessions(), data.catalogue(), settings.trainingListener());
        return new RetrieverContestant(new ModelRetriever(
                trained.open(name, settings.device()), data.catalogue(), data.repeatsCollapsed(), data.sessions()));
    }
}
