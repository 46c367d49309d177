package io.segue.models.gru;

/** What a training makes small. */
public enum LossFunction {
    /** Sampled softmax with logQ correction. */
    CROSS_ENTROPY,
    /** Hidasi and Karatzoglou (CIKM 2018), with ELU on the scores and their regularisation. */
    BPR_MAX,
    /** From the same paper. */
    TOP1_MAX
}
