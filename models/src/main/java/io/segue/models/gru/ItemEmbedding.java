package io.segue.models.gru;

/** What an item is as an input, beside its vector as a candidate. */
public enum ItemEmbedding {
    /** The same vector, one table for both. */
    CONSTRAINED,
    /** A vector of its own. */
    SEPARATE,
    /** Its own row of gate inputs: a one-hot vector times the input matrix. */
    ONE_HOT
}
