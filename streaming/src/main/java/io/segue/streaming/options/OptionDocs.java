package io.segue.streaming.options;

/** The catalogue of options as people read it: a page, and a file to start from. */
public final class OptionDocs {
    private static final int COMMENT_WIDTH = 110;

    private OptionDocs() {}

    /** The content of {@code deploy/docs/configuration.md}. */
    public static String page() {
        StringBuilder page = new StringBuilder("""
                # Options of the jobs

                Generated from `SegueOptions`; do not edit (`mvn -pl streaming test -Dtest=OptionDocsTest
                -Dsegue.docs.write=true` writes it anew). Give them in a properties file (`--config FILE`, see
                `deploy/conf/segue.properties`) or one by one (`-Dkey=value`), to `./segue demo`, `./segue local` and to
                the jobs themselves, which share one file: what is of the RetrainJob alone says so. A key that is not known, or a value that cannot be used, is an error at start that names key,
                value and expected value. Durations are written `5 ms`, `30 s`, `10 min`, `1 d`.

                | key | type | default | meaning |
                |---|---|---|---|
                """);
        for (OptionCatalogue.Entry entry : OptionCatalogue.all()) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            entry.key(),
                            entry.type(),
                            entry.defaultText().isEmpty() ? "none" : "`" + entry.defaultText() + "`",
                            entry.description()));
        }
        return page.toString();
    }

    /** The content of {@code deploy/conf/segue.properties}: every option with its default, commented out. */
    public static String propertiesFile() {
        StringBuilder file = new StringBuilder("""
                # Options of the jobs with their defaults. Generated from SegueOptions, see
                # deploy/docs/configuration.md: copy it, remove the # before what you change, and give it by --config FILE.
                """);
        for (OptionCatalogue.Entry entry : OptionCatalogue.all()) {
            file.append('\n').append(comment(entry.description()));
            file.append("#%s=%s\n".formatted(entry.key(), entry.defaultText()));
        }
        return file.toString();
    }

    private static String comment(String text) {
        StringBuilder comment = new StringBuilder();
        StringBuilder line = new StringBuilder("#");
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > COMMENT_WIDTH) {
                comment.append(line).append('\n');
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        return comment.append(line).append('\n').toString();
    }
}
