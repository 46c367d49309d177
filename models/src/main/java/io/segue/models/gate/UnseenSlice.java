package io.segue.models.gate;

import io.segue.models.evaluation.Split;
import io.segue.models.format.BundleFiles;
import io.segue.models.format.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The part of a slice that no contestant has learned from: by the cards of their bundles.
 *
 * @param remark which contestant has seen what, and how much is left; empty where none has
 */
record UnseenSlice(Split split, Optional<String> remark) {
    static UnseenSlice of(Split slice, List<Path> bundles) {
        UnseenSlice unseen = new UnseenSlice(slice, Optional.empty());
        for (Path bundle : bundles) {
            Optional<ModelCard> card = card(bundle);
            if (card.isPresent()) {
                unseen = unseen.by(card.get());
            }
        }
        return unseen;
    }

    private UnseenSlice by(ModelCard card) {
        long seenUntilMs = card.lineage().trainedUntilMs();
        boolean hasSeen = split.test().stream().anyMatch(one -> one.session().startMs() <= seenUntilMs);
        if (!hasSeen) {
            return this;
        }
        Split left = split.after(seenUntilMs);
        String seen = String.format(
                Locale.ROOT,
                "%s has learned from what was until %s, so that %,d of the slice's %,d sessions are left to judge on",
                card.version(),
                Instant.ofEpochMilli(seenUntilMs),
                left.test().size(),
                split.test().size());
        return new UnseenSlice(
                left, Optional.of(remark.map(before -> before + "; " + seen).orElse(seen)));
    }

    /** A bundle that cannot be read is refused where it is loaded. */
    private static Optional<ModelCard> card(Path bundle) {
        try {
            return Optional.of(ModelCard.read(bundle.resolve(BundleFiles.CARD)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
