package io.segue.state.prequential;

import io.segue.state.recommendation.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which tests a figure is about.
 *
 * @param model that made the lists
 * @param by what divides the model's tests: {@link #ALL}, {@link #TYPE}, {@link #ITEM} or {@link #SOURCE}
 * @param value which part of them
 * @param shadow whether its lists were made beside those shown, which are their control then
 */
public record QualitySlice(ModelVersion model, String by, String value, boolean shadow) {
    /** Undivided. */
    public static final String ALL = "all";
    /** By type of the event. */
    public static final String TYPE = "type";
    /** By whether the model in service was trained with the item: {@link #KNOWN} or {@link #NEW}. */
    public static final String ITEM = "item";
    /** Hits by who had proposed the item. A miss has no source, so these are parts of all tests of the model. */
    public static final String SOURCE = "source";

    public static final String KNOWN = "known";
    public static final String NEW = "new";

    /** Tests of lists that were shown. */
    public QualitySlice(ModelVersion model, String by, String value) {
        this(model, by, value, false);
    }

    public static QualitySlice all(ModelVersion model) {
        return new QualitySlice(model, ALL, ALL);
    }

    /** The slices that a test belongs to. */
    public static List<QualitySlice> of(ListTest test) {
        List<QualitySlice> slices = new ArrayList<>();
        slices.add(part(test, ALL, ALL));
        slices.add(part(test, TYPE, test.type().name().toLowerCase(Locale.ROOT)));
        slices.add(part(test, ITEM, test.known() ? KNOWN : NEW));
        if (test.isHit()) {
            slices.add(part(test, SOURCE, test.source()));
        }
        return slices;
    }

    private static QualitySlice part(ListTest test, String by, String value) {
        return new QualitySlice(test.model(), by, value, test.shadow());
    }

    /** The undivided slice that this one is a part of. */
    public QualitySlice whole() {
        return new QualitySlice(model, ALL, ALL, shadow);
    }

    /** Whether it is all that a champion has shown. */
    public boolean isOfChampion() {
        return by.equals(ALL) && model.variant().equals(ModelVersion.CHAMPION) && !shadow;
    }

    public boolean isOfHits() {
        return by.equals(SOURCE);
    }
}
