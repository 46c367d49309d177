package io.segue.models.delta;

import java.nio.file.Path;

/**
 * A file, and what must be in it.
 *
 * @param sha256 in hexadecimal
 */
public record HashedFile(Path path, String sha256) {}
