package io.segue.models.tuning;

import static io.segue.state.settings.Requirements.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Values that a setting may take in a search, and how one is drawn. */
public sealed interface Range {
    JsonNode draw(SplittableRandom random);

    /** As {@code deploy/docs/tuning.md} has it. */
    String title();

    /** One of these, each as likely. */
    record OneOf(List<Integer> values) implements Range {
        public OneOf {
            require(!values.isEmpty(), "values", "empty", "at least one");
            values = List.copyOf(values);
        }

        static OneOf of(Integer... values) {
            return new OneOf(List.of(values));
        }

        @Override
        public JsonNode draw(SplittableRandom random) {
            return IntNode.valueOf(values.get(random.nextInt(values.size())));
        }

        @Override
        public String title() {
            return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
    }

    /** Any number from {@code low} to {@code high}, with three digits that count. */
    record Uniform(double low, double high) implements Range {
        public Uniform {
            requireOrder(low, high);
        }

        @Override
        public JsonNode draw(SplittableRandom random) {
            return DoubleNode.valueOf(rounded(random.nextDouble(low, high)));
        }

        @Override
        public String title() {
            return span(low, high);
        }
    }

    /** The same, each doubling as likely as the next. */
    record LogUniform(double low, double high) implements Range {
        public LogUniform {
            require(low > 0, "low", low, "above 0");
            requireOrder(low, high);
        }

        @Override
        public JsonNode draw(SplittableRandom random) {
            return DoubleNode.valueOf(rounded(value(random)));
        }

        private double value(SplittableRandom random) {
            return Math.exp(random.nextDouble(Math.log(low), Math.log(high)));
        }

        @Override
        public String title() {
            return span(low, high) + ", by its logarithm";
        }
    }

    /** Whole hours, each doubling as likely as the next. */
    record Hours(int low, int high) implements Range {
        public Hours {
            require(low > 0, "low", low, "above 0");
            requireOrder(low, high);
        }

        @Override
        public JsonNode draw(SplittableRandom random) {
            long hours = Math.round(new LogUniform(low, high).value(random));
            return TextNode.valueOf(Duration.ofHours(hours).toString());
        }

        @Override
        public String title() {
            return low + " to " + high + " hours, by their logarithm";
        }
    }

    private static void requireOrder(double low, double high) {
        require(low < high, "low", low, "below " + high);
    }

    private static String span(double low, double high) {
        return (low + " to " + high).replaceAll("\\.0\\b", "");
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(3)).doubleValue();
    }
}
