package io.segue.streaming.cli;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine;

/** Reads {@code 60s}, {@code 10 min}, {@code 1d}. */
final class DurationConverter implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        if (!text.strip().matches("\\d+\\s*[a-zA-Z]+")) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a duration such as 60s, 10min, 1d");
        }
        try {
            return TimeUtils.parseDuration(text);
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.TypeConversionException("'" + text + "' is not a duration such as 60s, 10min, 1d");
        }
    }
}
