package io.segue.streaming.options;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.util.TimeUtils;

/** All options, in the order in which {@link SegueOptions}, {@link RetrainJobOptions} and {@link LearnOptions} declare them. */
public final class OptionCatalogue {
    /**
     * One option, as people read it.
     *
     * @param type for example {@code duration}
     * @param defaultText as one would write it
     */
    public record Entry(ConfigOption<?> option, String type, String defaultText, String description) {
        public String key() {
            return option.key();
        }
    }

    private OptionCatalogue() {}

    public static List<Entry> all() {
        List<Entry> entries = new ArrayList<>();
        for (Class<?> options : List.of(SegueOptions.class, RetrainJobOptions.class, LearnOptions.class)) {
            for (Field field : options.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && ConfigOption.class.isAssignableFrom(field.getType())) {
                    entries.add(entryOf(field));
                }
            }
        }
        return List.copyOf(entries);
    }

    private static Entry entryOf(Field field) {
        try {
            ConfigOption<?> option = (ConfigOption<?>) field.get(null);
            return new Entry(option, typeOf(option), textOf(option.defaultValue()), descriptionOf(option));
        } catch (IllegalAccessException publicFieldsAreAccessible) {
            throw new IllegalStateException(publicFieldsAreAccessible);
        }
    }

    private static String typeOf(ConfigOption<?> option) {
        Object value = option.defaultValue();
        if (value instanceof Duration) {
            return "duration";
        }
        if (value instanceof Double) {
            return "number";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof Integer ? "integer" : "text";
    }

    private static String textOf(Object value) {
        return value instanceof Duration duration ? TimeUtils.formatWithHighestUnit(duration) : String.valueOf(value);
    }

    private static String descriptionOf(ConfigOption<?> option) {
        return new org.apache.flink.configuration.description.HtmlFormatter().format(option.description());
    }
}
