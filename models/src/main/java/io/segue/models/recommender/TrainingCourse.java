package io.segue.models.recommender;

import io.segue.models.gru.TrainingLog;

/**
 * How a recommender's training went.
 *
 * @param older of the session model that knew the older part of the data only
 * @param serving of the one that serves
 * @param slice what the older one, and others, hit in the newer part
 */
public record TrainingCourse(TrainingLog older, TrainingLog serving, SliceFigures slice) {}
