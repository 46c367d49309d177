package io.segue.streaming.cli;

import io.segue.streaming.evaluation.ContenderCatalogue;
import io.segue.streaming.evaluation.ContenderSettings;
import java.util.Iterator;

/** What the help of {@code ./segue evaluate} lists: the contenders whatever the settings. */
final class ContenderNames {
    private ContenderNames() {}

    /** For {@code --models}. */
    static final class Models implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return all().names().iterator();
        }
    }

    /** For {@code --ablate}. */
    static final class Ablated implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return all().ablatedNames().iterator();
        }
    }

    private static ContenderCatalogue all() {
        return ContenderCatalogue.all(ContenderSettings.DEFAULT);
    }
}
