package io.segue.models.evaluation;

/** One training of a contender and how it did. */
record Trial(Judgement judgement, double trainSeconds) {}
