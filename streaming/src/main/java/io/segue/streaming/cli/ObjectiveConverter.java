package io.segue.streaming.cli;

import io.segue.models.rank.RankTrainingSettings;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What lists are for: {@code next-item}, {@code purchase}, or {@code mix:W}. */
final class ObjectiveConverter implements ITypeConverter<RankTrainingSettings> {
    /** What {@link RankTrainingSettings#DEFAULT} is. */
    static final String DEFAULT = "mix:3";

    private static final String NEXT_ITEM = "next-item";
    private static final String PURCHASE = "purchase";
    private static final String MIX = "mix:";

    @Override
    public RankTrainingSettings convert(String value) {
        RankTrainingSettings usual = RankTrainingSettings.DEFAULT;
        if (value.equals(NEXT_ITEM)) {
            return usual.withWeights(1, 1);
        }
        if (value.equals(PURCHASE)) {
            return usual.withWeights(0, 1);
        }
        try {
            if (value.startsWith(MIX)) {
                return usual.withWeights(1, Double.parseDouble(value.substring(MIX.length())));
            }
        } catch (IllegalArgumentException noWeight) {
            throw wrong(value);
        }
        throw wrong(value);
    }

    /** What is converted to these settings. */
    static String nameOf(RankTrainingSettings settings) {
        if (settings.nextItemWeight() == 0) {
            return PURCHASE;
        }
        double weight = settings.purchaseWeight() / settings.nextItemWeight();
        return weight == 1 ? NEXT_ITEM : MIX + String.valueOf(weight).replaceFirst("\\.0$", "");
    }

    private static TypeConversionException wrong(String value) {
        return new TypeConversionException("'" + value + "' is none of " + NEXT_ITEM + ", " + PURCHASE + " and " + MIX
                + "W, such as mix:5, with W within [0, 1000]");
    }
}
