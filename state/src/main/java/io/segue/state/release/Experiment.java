package io.segue.state.release;

import static io.segue.state.settings.Requirements.require;

import io.segue.state.recommendation.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Some users of a model are answered by other variants than the champion, and some lists are made and tested without being
 * shown. A user falls into a range of [0, 1) by salt, so he stays where he is for as long as the shares do. The ranges of
 * the variants that answer grow from both ends in turn: of one or two, a share that grows keeps everybody else where he is.
 *
 * @param name of the model
 * @param experiment its id
 * @param salt another one shuffles the users anew
 * @param variants none when the experiment is over
 * @param createdAtMs epoch milliseconds
 * @param reason in words
 */
public record Experiment(
        String name, String experiment, String salt, List<Variant> variants, long createdAtMs, String reason)
        implements ModelRecord {
    public static final int VARIANTS_MAX = 8;

    /** Ids that stand for something else. */
    private static final Set<String> RESERVED =
            Set.of(ModelVersion.CHAMPION, ModelVersion.PREVIOUS, ModelVersion.RELEASED);

    /** Shares are written in decimals, which do not add up exactly. */
    private static final double ROUNDING = 1e-9;

    public Experiment {
        variants = List.copyOf(variants);
        require(!name.isEmpty(), "name", name, "non-empty");
        require(!experiment.isEmpty(), "experiment", experiment, "non-empty");
        require(variants.size() <= VARIANTS_MAX, "variants", variants.size(), "at most " + VARIANTS_MAX);
        for (Variant variant : variants) {
            require(
                    !RESERVED.contains(variant.id()),
                    "variant",
                    variant.id(),
                    "another id than champion, previous and released");
        }
        long ids = variants.stream().map(Variant::id).distinct().count();
        require(
                ids == variants.size(),
                "variants",
                variants.stream().map(Variant::id).toList(),
                "of different ids");
        double answered = variants.stream()
                .filter(variant -> !variant.shadow())
                .mapToDouble(Variant::share)
                .sum();
        require(answered <= 1 + ROUNDING, "sum of the shares of the variants that answer", answered, "at most 1");
    }

    public boolean isOver() {
        return variants.isEmpty();
    }

    /** The same experiment, ended. */
    public Experiment ended(long nowMs, String why) {
        return new Experiment(name, experiment, salt, List.of(), nowMs, why);
    }

    /** The variant that answers a user; empty for the champion. */
    public Optional<Variant> answering(String userId) {
        double place = -1;
        double left = 0;
        double right = 1;
        boolean isLeft = true;
        for (Variant variant : variants) {
            if (variant.shadow()) {
                continue;
            }
            if (place < 0) {
                place = UserHash.of(salt, userId);
            }
            double from = isLeft ? left : right - variant.share();
            if (place >= from && place < from + variant.share()) {
                return Optional.of(variant);
            }
            left += isLeft ? variant.share() : 0;
            right -= isLeft ? 0 : variant.share();
            isLeft = !isLeft;
        }
        return Optional.empty();
    }

    /** The shadows that make lists for a user too. Each has users of its own. */
    public List<Variant> shadows(String userId) {
        List<Variant> shadows = new ArrayList<>();
        for (Variant variant : variants) {
            if (variant.shadow() && isInSample(salt, variant.id(), variant.share(), userId)) {
                shadows.add(variant);
            }
        }
        return shadows;
    }

    /** Whether a user is in a share of all users, drawn for this id alone. */
    public static boolean isInSample(String salt, String id, double share, String userId) {
        return share >= 1 || (share > 0 && UserHash.of(salt + "\n" + id, userId) < share);
    }
}
