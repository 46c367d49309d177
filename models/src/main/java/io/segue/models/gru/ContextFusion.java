package io.segue.models.gru;

/** How the context reaches the network. */
public enum ContextFusion {
    /** Added to what the gates get, which is the same as a one-hot vector beside the item's. */
    ADDED,
    /** Multiplied into the item's vector and into what the state gives out (Beutel et al., WSDM 2018). */
    LATENT_CROSS,
    /** Multiplied into the reset and the update gate (Smirnova and Vasile, DLRS 2017). */
    GATES
}
