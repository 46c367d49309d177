package io.segue.models.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts as people expect them: from little to much, from common to wanted; what has a number by its number. */
enum PartOrder implements Comparator<String> {
    INSTANCE;

    private static final List<String> KNOWN = List.of(
            "unseen",
            "1-4",
            "5-19",
            "20+",
            "<30s",
            "<2m",
            "<10m",
            "10m+",
            "<1h",
            "<1d",
            "<7d",
            "older",
            "new",
            "repeat",
            "others",
            "returning",
            "click",
            "view",
            "cart",
            "purchase",
            Slicing.CART_OR_PURCHASE,
            "1",
            "2",
            "3",
            "4-5",
            "6-10",
            ">10");
    private static final Pattern NUMBERED = Pattern.compile("(hour|day) (\\d+)");

    @Override
    public int compare(String one, String other) {
        int byPlace = Long.compare(place(one), place(other));
        return byPlace != 0 ? byPlace : one.compareTo(other);
    }

    private static long place(String part) {
        Matcher numbered = NUMBERED.matcher(part);
        if (numbered.matches()) {
            return KNOWN.size() + Long.parseLong(numbered.group(2));
        }
        int known = KNOWN.indexOf(part);
        return known < 0 ? Long.MAX_VALUE : known;
    }
}
