package io.segue.state.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.regex.Pattern;

/** Where and why a text is not JSON, for who wrote the text: without what Jackson says to who programs it. */
final class JsonFault {
    /** Names of settings, what would have been allowed, and where the text came from. */
    private static final Pattern ASIDE =
            Pattern.compile(", from `[^`]*`|: .*| \\(start marker.*| \\[Source.*", Pattern.DOTALL);

    private JsonFault() {}

    /** As {@code at line 1, column 17: Unexpected end-of-input}. */
    static String of(JsonProcessingException notJson) {
        JsonLocation place = notJson.getLocation();
        String where = place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return where + ": " + JsonRecord.excerpt(why(notJson));
    }

    private static String why(JsonProcessingException notJson) {
        // Nothing else can be mismatched where any tree will do.
        return notJson instanceof MismatchedInputException
                ? "Something stands behind the object"
                : ASIDE.matcher(notJson.getOriginalMessage()).replaceAll("");
    }
}
