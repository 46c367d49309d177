package io.segue.state.session;

/** What the session log does with one interaction. Every one gets exactly one of these. */
public enum Admission {
    /** It is part of a session. */
    JOINED,
    /** The same, though the watermark was past it. */
    JOINED_LATE,
    /** Its session may have been closed: it is in none. */
    LATE,
    /** Its event id was seen before. */
    DUPLICATE,
    /** Its user makes more interactions than a person does. */
    SUPPRESSED;

    public boolean isInASession() {
        return this == JOINED || this == JOINED_LATE;
    }
}
