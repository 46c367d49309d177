package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.RetrieverContestant;
import io.segue.models.gru.GruLearner;
import io.segue.models.gru.GruLearnerSettings;
import io.segue.models.gru.GruTrainer;
import io.segue.models.gru.TrainedGru;
import io.segue.models.recommender.LearningRetriever;
import io.segue.models.recommender.ModelRetriever;
import io.segue.models.retrieval.BatchRetriever;
import io.segue.models.training.TrainingSet;

/** The contextual GRU alone, which goes on learning during the test where counts go on. */
record LearningGruContender(String name, ContenderSettings settings) implements Contender {
    @Override
    public Contestant train(TrainingSet data, long seed) {
        if (settings.live()) {
            GruLearner.check(settings.gru());
        }
        GruTrainer trainer = new GruTrainer(settings.gru().withSeed(seed), settings.device());
        TrainedGru trained = trainer.train(data.sessions(), data.catalogue(), settings.trainingListener());
        return new RetrieverContestant(settings.live() ? learning(trained, data) : frozen(trained, data));
    }

    private BatchRetriever learning(TrainedGru trained, TrainingSet data) {
        return new LearningRetriever(
                new GruLearner(trained, data, GruLearnerSettings.DEFAULT, settings.device()), data);
    }

    private BatchRetriever frozen(TrainedGru trained, TrainingSet data) {
        return new ModelRetriever(
                trained.open(name, settings.device()), data.catalogue(), data.repeatsCollapsed(), data.sessions());
    }
}
