package io.segue.connectors.sink;

import org.apache.flink.connector.base.DeliveryGuarantee;

/** When a record becomes visible, and whether it can be seen twice. */
public enum Delivery {
    /** At once; after a failure some again, with the same {@code recommendationId}. */
    FAST(DeliveryGuarantee.AT_LEAST_ONCE),
    /** At the checkpoint, and once for readers with {@code isolation.level=read_committed}. */
    EXACT(DeliveryGuarantee.EXACTLY_ONCE);

    private final DeliveryGuarantee guarantee;

    Delivery(DeliveryGuarantee guarantee) {
        this.guarantee = guarantee;
    }

    DeliveryGuarantee guarantee() {
        return guarantee;
    }
}
