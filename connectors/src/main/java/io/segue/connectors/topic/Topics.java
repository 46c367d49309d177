package io.segue.connectors.topic;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.interaction.InteractionType;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of all topics. */
public record Topics(
        String clicks,
        String views,
        String purchases,
        String items,
        String recommendations,
        String deadLetters,
        String models,
        String metrics,
        String forget)
        implements Serializable {

    // Before DEFAULT, whose making needs it.
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    public static final Topics DEFAULT = withPrefix("segue.");

    public Topics {
        List<String> names =
                List.of(clicks, views, purchases, items, recommendations, deadLetters, models, metrics, forget);
        for (String name : names) {
            require(
                    LEGAL.matcher(name).matches(),
                    "topic",
                    "'" + name + "'",
                    "1 to 249 letters, digits, dots, underscores or hyphens");
        }
        require(Set.copyOf(names).size() == names.size(), "topics", names, "nine different names");
    }

    /** For example {@code "segue."}, which gives {@code segue.clicks} and so on. */
    public static Topics withPrefix(String prefix) {
        return new Topics(
                prefix + "clicks",
                prefix + "views",
                prefix + "purchases",
                prefix + "items",
                prefix + "recommendations",
                prefix + "dead-letters",
                prefix + "models",
                prefix + "metrics",
                prefix + "forget");
    }

    /** The three topics that carry interactions. */
    public List<String> events() {
        return List.of(clicks, views, purchases);
    }

    public List<String> all() {
        return List.of(clicks, views, purchases, items, recommendations, deadLetters, models, metrics, forget);
    }

    /** What a record of this event topic means. */
    public InteractionType typeOf(String topic) {
        if (topic.equals(clicks)) {
            return InteractionType.CLICK;
        }
        if (topic.equals(views)) {
            return InteractionType.VIEW;
        }
        if (topic.equals(purchases)) {
            return InteractionType.PURCHASE;
        }
        throw new IllegalArgumentException("'" + topic + "' is not an event topic; those are " + events());
    }

    /** Where an interaction of this type belongs. */
    public String topicOf(InteractionType type) {
        return switch (type) {
            case CLICK -> clicks;
            case VIEW -> views;
            case PURCHASE -> purchases;
        };
    }
}
