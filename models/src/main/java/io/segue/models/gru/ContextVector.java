package io.segue.models.gru;

import io.segue.state.feature.ContextFeatures;
import io.segue.state.interaction.InteractionType;
import java.util.Set;

/** The context of an interaction as numbers: a one for each of its categories, and the logarithm of the gap. */
final class ContextVector {
    static final int HOUR = InteractionType.count();
    static final int DAY = HOUR + ContextFeatures.HOURS;
    static final int GAP = DAY + ContextFeatures.DAYS;
    static final int LOG_GAP = GAP + ContextFeatures.GAP_BINS;
    static final int COLUMNS = LOG_GAP + 1;

    private ContextVector() {}

    /** Writes what of a context is read to {@code values}, zeros before, from {@code at} on. */
    static void write(ContextFeatures context, Set<ContextInput> inputs, float[] values, int at) {
        int type = checked(context.type(), HOUR, "type");
        int hour = checked(context.hourOfDay(), ContextFeatures.HOURS, "hourOfDay");
        int day = checked(context.dayOfWeek(), ContextFeatures.DAYS, "dayOfWeek");
        int gap = checked(context.gapBin(), ContextFeatures.GAP_BINS, "gapBin");
        for (ContextInput input : inputs) {
            switch (input) {
                case TYPE -> values[at + type] = 1;
                case HOUR -> values[at + HOUR + hour] = 1;
                case DAY -> values[at + DAY + day] = 1;
                case GAP -> values[at + GAP + gap] = 1;
                case LOG_GAP -> values[at + LOG_GAP] = gap / (float) (ContextFeatures.GAP_BINS - 1);
            }
        }
    }

    private static int checked(int value, int values, String feature) {
        if (value < 0 || value >= values) {
            throw new IllegalArgumentException(feature + " is " + value + ", but must be within [0, " + values + ")");
        }
        return value;
    }
}
