package io.segue.models.evaluation;

/**
 * One question of a test: which item comes next in this session?
 *
 * @param session index of the test session
 * @param targetItemId the answer
 * @param typeName what the visitor did with it, in the log's own word
 * @param targetSupport events with it in the training slice
 * @param targetAgeMs time since the log first had it
 * @param isRepeat whether the session already had it
 * @param isOfReturning whether the user had a session that began before this one
 * @param position events of the session that are known, at least 1
 * @param gapMs time from the newest of them to the answer
 * @param timestampMs when the answer came, epoch milliseconds
 */
public record Prediction(
        int session,
        String targetItemId,
        String typeName,
        int targetSupport,
        long targetAgeMs,
        boolean isRepeat,
        boolean isOfReturning,
        int position,
        long gapMs,
        long timestampMs) {}
