package io.segue.models.proposal;

/** An item and the model's score for it as the next one: a logit, comparable within one answer only. */
public record ScoredItem(String itemId, float score) {}
