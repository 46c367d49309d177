package io.segue.models.kernel;

/** The inner loops over {@link PanelCodes}; stateless. */
interface CodeKernel {
    /**
     * Products of a row's codes with those of a pair of panels, the sums of all groups shifted and added up.
     *
     * @param products [{@link PanelCodes#WIDTH}], overwritten, in the order of the codes
     */
    void multiply(CodedRow row, PanelCodes columns, int pair, short[] products);

    /**
     * Whether any score of a row with a panel may be above a threshold. True in vain now and then.
     *
     * @param products those of the pair that the panel is of
     * @param offsets by column
     */
    boolean anyAbove(short[] products, CodedRow row, PanelCodes columns, int panel, float[] offsets, float threshold);
}
