package io.segue.models.evaluation;

/** Where a figure lies with 95 % of certainty, as far as the choice of the test sessions goes. */
public record Interval(double low, double high) {}
