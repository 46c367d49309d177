package io.segue.streaming.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Whole numbers as {@code 500}, {@code 10k} or {@code 1m}. */
final class CountConverter implements CommandLine.ITypeConverter<Integer> {
    private static final Pattern VALID = Pattern.compile("([0-9]{1,9})([km]?)");

    @Override
    public Integer convert(String text) {
        Matcher matcher = VALID.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new CommandLine.TypeConversionException("'" + text + "' is no count, such as 500, 10k or 1m");
        }
        long unit = switch (matcher.group(2)) {
            case "k" -> 1_000;
            case "m" -> 1_000_000;
            default -> 1;
        };
        long count = Long.parseLong(matcher.group(1)) * unit;
        if (count > Integer.MAX_VALUE) {
            throw new CommandLine.TypeConversionException("'" + text + "' is more than " + Integer.MAX_VALUE);
        }
        return (int) count;
    }
}
