package io.segue.streaming.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The option {@code --json FILE}. */
final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @CommandLine.Option(names = "--json", paramLabel = "FILE", description = "Writes the figures of the run to FILE.")
    @Nullable
    private Path file;

    /** Writes the figures where they are asked for. */
    void write(Consumer<ObjectNode> figures) {
        if (file == null) {
            return;
        }
        ObjectNode json = JSON.createObjectNode();
        figures.accept(json);
        try {
            Files.write(file, JSON.writeValueAsBytes(json));
        } catch (IOException unwritable) {
            throw new CommandFailure(ExitCode.FAILED, "cannot write " + file + ": " + unwritable);
        }
    }

    /** Fails early where the file could not be written after a long run. */
    void check() {
        if (file != null) {
            check("--json", file);
        }
    }

    /** The same for the file of another option. */
    static void check(String option, Path file) {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(ExitCode.USAGE, option + ": " + file + " is a folder");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new CommandFailure(ExitCode.USAGE, option + ": no such folder: " + folder);
        }
    }
}
