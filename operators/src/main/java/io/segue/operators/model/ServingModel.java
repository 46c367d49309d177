package io.segue.operators.model;

import io.segue.models.serving.NextItemModel;

/**
 * A model as one subtask holds it.
 *
 * @param onClose gives it back; the process closes the model when nobody holds it
 */
public record ServingModel(NextItemModel model, Runnable onClose) {}
