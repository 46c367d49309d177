package io.segue.streaming.cli;

import io.segue.state.release.ModelPointer;
import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseRefusedException;
import io.segue.state.release.ReleaseState;
import io.segue.state.release.Variant;
import io.segue.state.release.VariantList;
import io.segue.state.release.VariantModel;
import io.segue.state.release.VariantModel.Pinned;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A variant as people write it: {@code b,share=0.1,model=VERSION,list=ranked,shadow}. */
final class VariantText {
    /** Finds a version of the model. */
    interface Versions {
        Release find(String version) throws ReleaseRefusedException;
    }

    private VariantText() {}

    static Variant parse(String text, Versions versions) throws ReleaseRefusedException {
        List<String> parts = Arrays.asList(text.split(",", -1));
        double share = Double.NaN;
        boolean shadow = false;
        VariantList list = VariantList.RANKED;
        VariantModel model = VariantModel.CHAMPION;
        for (String part : parts.subList(1, parts.size())) {
            // shadow has no value, so shadow=false is no key either.
            String key =
                    part.contains("=") && !part.startsWith("shadow=") ? part.substring(0, part.indexOf('=')) : part;
            String value = part.substring(Math.min(part.length(), key.length() + 1));
            switch (key) {
                case "share" -> share = share(value);
                case "list" -> list = list(value);
                case "model" -> model = model(value, versions);
                case "shadow" -> shadow = true;
                default -> throw usage("'" + part + "' of '" + text + "' is none of share=, model=, list= and shadow");
            }
        }
        if (Double.isNaN(share)) {
            throw usage("'" + text + "' has no share, as in " + parts.get(0) + ",share=0.1");
        }
        return new Variant(parts.get(0), share, shadow, list, model);
    }

    private static double share(String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException notANumber) {
            throw usage("share is '" + value + "', but must be within [0, 1]");
        }
    }

    private static VariantList list(String value) {
        return Arrays.stream(VariantList.values())
                .filter(list -> list.code().equals(value))
                .findFirst()
                .orElseThrow(() -> usage("list is '" + value + "', but must be one of "
                        + Arrays.stream(VariantList.values())
                                .map(VariantList::code)
                                .collect(Collectors.joining(", "))));
    }

    private static VariantModel model(String value, Versions versions) throws ReleaseRefusedException {
        for (VariantModel model : List.of(VariantModel.CHAMPION, VariantModel.CHAMPION_AS_RELEASED)) {
            if (model.code().equals(value)) {
                return model;
            }
        }
        Release release = versions.find(value);
        if (release.state() == ReleaseState.REJECTED) {
            throw new ReleaseRefusedException(
                    "version " + value + " of model " + release.name() + " is rejected (" + release.reason() + ")");
        }
        return new Pinned(ModelPointer.to(release));
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }

    /** What it asks, for people. */
    static String modelOf(Variant variant) {
        if (!variant.list().needsModel()) {
            return "-";
        }
        return variant.model() instanceof Pinned pinned
                ? pinned.pointer().version()
                : variant.model().code();
    }

    /** Why its version was rejected, which makes no list any more; empty where it was not. */
    static Optional<String> rejection(Variant variant, String modelName, ReleaseHistory history) {
        return variant.list().needsModel() && variant.model() instanceof Pinned pinned
                ? history.find(modelName, pinned.pointer().version())
                        .filter(release -> release.state() == ReleaseState.REJECTED)
                        .map(Release::reason)
                : Optional.empty();
    }

    static String shareOf(Variant variant) {
        return String.format(Locale.ROOT, "%.4g%%", 100 * variant.share());
    }
}
