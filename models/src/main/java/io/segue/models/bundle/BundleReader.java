package io.segue.models.bundle;

import io.segue.models.format.BundleFiles;
import io.segue.models.format.ContentFile;
import io.segue.models.format.GoldenCase;
import io.segue.models.format.ItemsFile;
import io.segue.models.format.Manifest;
import io.segue.models.format.ModelCard;
import io.segue.models.gru.GruCard;
import io.segue.models.gru.GruShape;
import io.segue.models.gru.GruState;
import io.segue.models.gru.GruWeights;
import io.segue.models.gru.TrainedGru;
import io.segue.models.tensor.SafetensorsFile;
import io.segue.models.tensor.Tensor;
import io.segue.models.vocabulary.ContentVocabulary;
import io.segue.models.vocabulary.KnownItems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the files of one bundle, and says of each what is wrong with it. */
final class BundleReader {
    private static final int GOLDEN_CASES_MAX = 1_000;

    private final Path bundle;

    BundleReader(Path bundle) {
        this.bundle = bundle;
    }

    private interface Reading<T> {
        T read(Path file) throws IOException;
    }

    /** The manifest against its expected hash, the folder and its files against the manifest. */
    void verifyHashes(String expectedSha256) throws ModelRefusedException {
        if (!Files.isDirectory(bundle)) {
            throw new ModelRefusedException(bundle + " is not a folder");
        }
        if (!Files.isRegularFile(bundle.resolve(BundleFiles.MANIFEST), LinkOption.NOFOLLOW_LINKS)) {
            throw new ModelRefusedException(nameOf(BundleFiles.MANIFEST) + " is missing or no plain file");
        }
        String sha256 = read(BundleFiles.MANIFEST, Manifest::sha256);
        if (!expectedSha256.isEmpty() && !sha256.equals(expectedSha256)) {
            throw differs(BundleFiles.MANIFEST, "SHA-256", sha256, expectedSha256 + " by the release");
        }
        checkFormat();
        Manifest manifest = read(BundleFiles.MANIFEST, Manifest::read);
        Set<String> listed = new TreeSet<>(manifest.hashes().keySet());
        Set<String> expected = new TreeSet<>(BundleFiles.listed(read(BundleFiles.CARD, ModelCard::read)));
        if (listed.contains(BundleFiles.OPTIMIZER)) {
            expected.add(BundleFiles.OPTIMIZER);
        }
        if (!listed.equals(expected)) {
            throw differs(BundleFiles.MANIFEST, "files", listed.toString(), expected.toString());
        }
        checkFolder(listed);
        for (Map.Entry<String, String> entry : manifest.hashes().entrySet()) {
            String found = read(entry.getKey(), Manifest::sha256);
            if (!found.equals(entry.getValue())) {
                throw differs(entry.getKey(), "SHA-256", found, entry.getValue() + " by the manifest");
            }
        }
    }

    /** First of all: another format has other files. */
    private void checkFormat() throws ModelRefusedException {
        if (Files.isRegularFile(bundle.resolve(BundleFiles.CARD), LinkOption.NOFOLLOW_LINKS)) {
            int found = read(BundleFiles.CARD, ModelCard::formatVersionOf);
            if (found != ModelCard.FORMAT_VERSION) {
                throw differs(
                        BundleFiles.CARD,
                        "formatVersion",
                        found,
                        ModelCard.FORMAT_VERSION + "; train the model anew, or serve it with the build that wrote it");
            }
        }
    }

    private void checkFolder(Set<String> listed) throws ModelRefusedException {
        Set<String> expected = new TreeSet<>(listed);
        expected.add(BundleFiles.MANIFEST);
        Set<String> found = read("", folder -> {
            try (Stream<Path> paths = Files.list(folder)) {
                return paths.map(path -> String.valueOf(path.getFileName())).collect(Collectors.toSet());
            }
        });
        for (String name : expected) {
            if (!Files.isRegularFile(bundle.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                throw new ModelRefusedException(nameOf(name) + " is missing or no plain file");
            }
        }
        if (!found.equals(expected)) {
            found.removeAll(expected);
            throw new ModelRefusedException(bundle + " holds " + found + ", which the manifest does not list");
        }
    }

    ModelCard card() throws ModelRefusedException {
        ModelCard card = read(BundleFiles.CARD, ModelCard::read);
        if (!card.featureSchema().equals(ModelCard.FeatureSchema.CURRENT)) {
            throw differs(BundleFiles.CARD, "featureSchema", card.featureSchema(), ModelCard.FeatureSchema.CURRENT);
        }
        return card;
    }

    private KnownItems items(ModelCard card) throws ModelRefusedException {
        String sha256 = read(BundleFiles.ITEMS, Manifest::sha256);
        if (!sha256.equals(card.vocabularySha256())) {
            throw differs(BundleFiles.ITEMS, "SHA-256", sha256, card.vocabularySha256() + " by the card");
        }
        ItemsFile items = read(BundleFiles.ITEMS, ItemsFile::read);
        if (items.vocabulary().size() != card.dimensions().itemsCount()) {
            throw differs(
                    BundleFiles.ITEMS,
                    "number of items",
                    items.vocabulary().size(),
                    card.dimensions().itemsCount());
        }
        return new KnownItems(items.vocabulary(), items.catalogue(), content(card));
    }

    private ContentVocabulary content(ModelCard card) throws ModelRefusedException {
        List<String> values = read(BundleFiles.CONTENT, ContentFile::read);
        if (values.size() != card.dimensions().contentValues()) {
            throw differs(
                    BundleFiles.CONTENT,
                    "number of values",
                    values.size(),
                    card.dimensions().contentValues());
        }
        try {
            return new ContentVocabulary(
                    values,
                    card.dimensions().contentBuckets(),
                    card.dimensions().contentVector());
        } catch (IllegalArgumentException invalid) {
            throw new ModelRefusedException(nameOf(BundleFiles.CONTENT) + ": " + invalid.getMessage(), invalid);
        }
    }

    /** The network, and the items that it knows. */
    GruState state(ModelCard card) throws ModelRefusedException {
        if (!card.architecture().equals(TrainedGru.ARCHITECTURE)) {
            throw new ModelRefusedException(nameOf(BundleFiles.CARD) + " has architecture '" + card.architecture()
                    + "', but this build knows " + TrainedGru.ARCHITECTURE);
        }
        KnownItems items = items(card);
        try {
            GruShape shape = GruCard.shape(card.network(), card.dimensions());
            HeapRoom.require(nameOf(BundleFiles.WEIGHTS), shape);
            return new GruState(GruWeights.of(shape, read(BundleFiles.WEIGHTS, SafetensorsFile::read)), items);
        } catch (IllegalArgumentException other) {
            throw new ModelRefusedException(
                    nameOf(BundleFiles.WEIGHTS) + " does not fit the card: " + other.getMessage(), other);
        }
    }

    /** What lies beside the network; nothing where the card says so. */
    Map<String, Tensor> retrieval(ModelCard card) throws ModelRefusedException {
        return BundleFiles.listed(card).contains(BundleFiles.RETRIEVAL)
                ? read(BundleFiles.RETRIEVAL, SafetensorsFile::read)
                : Map.of();
    }

    /** The sums of the optimizer; nothing for a bundle without. */
    Map<String, Tensor> optimizer() throws ModelRefusedException {
        return Files.exists(bundle.resolve(BundleFiles.OPTIMIZER))
                ? read(BundleFiles.OPTIMIZER, SafetensorsFile::read)
                : Map.of();
    }

    List<GoldenCase> golden() throws ModelRefusedException {
        List<GoldenCase> golden = read(BundleFiles.GOLDEN, GoldenCase::read);
        if (golden.isEmpty() || golden.size() > GOLDEN_CASES_MAX) {
            throw differs(BundleFiles.GOLDEN, "number of cases", golden.size(), "within [1, " + GOLDEN_CASES_MAX + "]");
        }
        return golden;
    }

    String nameOf(String file) {
        return bundle.resolve(file).toString();
    }

    private <T> T read(String name, Reading<T> reading) throws ModelRefusedException {
        try {
            return reading.read(bundle.resolve(name));
        } catch (IOException unreadable) {
            throw new ModelRefusedException(nameOf(name) + " can't be read: " + unreadable, unreadable);
        }
    }

    private ModelRefusedException differs(String file, String what, Object found, Object expected) {
        return new ModelRefusedException(nameOf(file) + ": " + what + " is " + found + ", but must be " + expected);
    }
}
