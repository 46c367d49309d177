package io.segue.streaming.experiment;

import io.segue.state.prequential.QualitySums;
import java.util.SortedSet;

/**
 * What the tests of the lists of a variant add up to.
 *
 * @param shadow whether its lists were tested and not shown
 * @param versions of the models that made them
 */
public record VariantResult(String variant, boolean shadow, SortedSet<String> versions, QualitySums sums) {}
