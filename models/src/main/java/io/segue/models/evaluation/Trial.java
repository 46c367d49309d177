package io.segue.models.evaluation;

/**
 * One training of a contender and how it did.
 *
 * @param hadModels whether an earlier contender had trained models that this one shares
 */
record Trial(Judgement judgement, double trainSeconds, boolean hadModels) {}
