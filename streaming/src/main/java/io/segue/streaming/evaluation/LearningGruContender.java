package io.segue.streaming.evaluation;

import io.segue.models.evaluation.Contender;
import io.segue.models.evaluation.Contestant;
import io.segue.models.evaluation.RetrieverContestant;
import io.segue.models.gru.GruLearner;
import io.segue.models.gru.GruLearnerSettings;
import io.segue.models.gru.GruTrainer;
import io.segue.models.gru.TrainedGru;
import io.segue.models.recommender.LearningRetriever;
import io.segue.models.training.TrainingSet;

/** The contextual GRU alone, which goes on learning during the test. */
record LearningGruContender(String name, ContenderSettings settings) implements Contender {
    @Override
    public Contestant train(TrainingSet data, long seed) {
        GruLearner.check(settings.gru());
        GruTrainer trainer = new GruTrainer(settings.gru().withSeed(seed), settings.device());
        TrainedGru trained = trainer.train(data.sessions(), data.catalogue(), settings.trainingListener());
        GruLearner learner = new GruLearner(trained, data.catalogue(), GruLearnerSettings.DEFAULT, settings.device());
        return new RetrieverContestant(new LearningRetriever(learner, data.catalogue(), data.repeatsCollapsed()));
    }
}
