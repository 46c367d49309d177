package io.segue.models.format;

import io.segue.models.tensor.SafetensorsFile;
import io.segue.models.vocabulary.KnownItems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes bundles: into a folder beside the target, which then takes the target's name in one step. */
public final class BundleWriter {
    private BundleWriter() {}

    /**
     * Writes a bundle. A crash leaves no half of one behind, only a folder {@code .NAME.*.tmp}.
     *
     * @param bundle the folder to create
     * @throws FileAlreadyExistsException if it is there already: a bundle never changes
     */
    public static ModelSummary write(Path bundle, BundleContent content) throws IOException {
        Path target = bundle.toAbsolutePath().normalize();
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "a bundle never changes; choose another name");
        }
        Path parent = Optional.ofNullable(target.getParent())
                .orElseThrow(() -> new IOException(target + " can't be a bundle: it has no parent folder"));
        Files.createDirectories(parent);
        Path draft = Files.createTempDirectory(parent, "." + target.getFileName() + ".");
        try {
            String sha256 = writeFiles(draft, content);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            AtomicFile.force(parent);
            return summary(target, sha256, content.card());
        } catch (IOException | RuntimeException failed) {
            delete(draft);
            throw failed;
        }
    }

    private static String writeFiles(Path draft, BundleContent content) throws IOException {
        SafetensorsFile.write(draft.resolve(BundleFiles.WEIGHTS), content.tensors());
        KnownItems items = content.items();
        new ItemsFile(items.vocabulary(), items.catalogue()).write(draft.resolve(BundleFiles.ITEMS));
        ContentFile.write(draft.resolve(BundleFiles.CONTENT), items.content().values());
        GoldenCase.write(draft.resolve(BundleFiles.GOLDEN), content.golden());
        if (!content.retrieval().isEmpty()) {
            SafetensorsFile.write(draft.resolve(BundleFiles.RETRIEVAL), content.retrieval());
        }
        List<String> listed = new ArrayList<>(BundleFiles.listed(content.card()));
        if (!content.optimizer().isEmpty()) {
            SafetensorsFile.write(draft.resolve(BundleFiles.OPTIMIZER), content.optimizer());
            listed.add(BundleFiles.OPTIMIZER);
        }
        content.card()
                .withVocabularySha256(Manifest.sha256(draft.resolve(BundleFiles.ITEMS)))
                .write(draft.resolve(BundleFiles.CARD));
        Path manifest = draft.resolve(BundleFiles.MANIFEST);
        Manifest.of(draft, listed).write(manifest);
        for (String name : listed) {
            AtomicFile.force(draft.resolve(name));
        }
        AtomicFile.force(manifest);
        // Temporary folders are private to their owner; bundles are read by other processes, maybe of other users.
        makeReadable(draft);
        AtomicFile.force(draft);
        return Manifest.sha256(manifest);
    }

    private static void makeReadable(Path draft) throws IOException {
        if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException stays) {
                    throw new UncheckedIOException(stays);
                }
            });
        }
    }

    private static ModelSummary summary(Path bundle, String sha256, ModelCard card) {
        ModelCard.Lineage lineage = card.lineage();
        return new ModelSummary(
                card.name(),
                card.version(),
                bundle,
                sha256,
                card.dimensions().itemsCount(),
                lineage.sessionsCount(),
                lineage.eventsCount(),
                lineage.trainedUntilMs(),
                card.metrics());
    }
}
