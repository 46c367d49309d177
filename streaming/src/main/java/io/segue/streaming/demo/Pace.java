package io.segue.streaming.demo;

import java.io.IOException;

/** Holds a replay at full speed back where somebody else than the job that answers cannot follow. */
public interface Pace {
    /** One that holds nothing back. */
    Pace FREE = new Pace() {
        @Override
        public void look() {}

        @Override
        public boolean holds(long sent) {
            return false;
        }

        @Override
        public boolean hasSettled(long sent) {
            return true;
        }
    };

    /** Looks how far the other is; called several times a second. */
    void look() throws IOException;

    /** Whether the next event is to wait, as of the last look; called from the thread that publishes. */
    boolean holds(long sent);

    /** Whether the other is through with all that was sent, as of the last look. */
    boolean hasSettled(long sent);
}
