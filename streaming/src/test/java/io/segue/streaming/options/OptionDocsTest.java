package io.segue.streaming.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is written about the options is what the code says. */
class OptionDocsTest {
    private static final Path DEPLOY = Path.of("..", "deploy");

    @Test
    void describesEveryOptionOnThePage() throws IOException {
        compare(DEPLOY.resolve("docs/configuration.md"), OptionDocs.page());
    }

    @Test
    void listsEveryOptionInTheFileToStartFrom() throws IOException {
        compare(DEPLOY.resolve("conf/segue.properties"), OptionDocs.propertiesFile());
    }

    private static void compare(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("segue.docs.write")) {
            Files.writeString(file, expected);
        }
        assertThat(file)
                .as("run: mvn -pl streaming test -Dtest=OptionDocsTest -Dsegue.docs.write=true")
                .hasContent(expected);
    }
}
