package io.segue.streaming.cli;

import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.streaming.evaluation.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue models list}. */
@CommandLine.Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "All versions of a model, in the order in which they were made.")
final class ModelsListCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final ReleaseTopic topic = new ReleaseTopic();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @Override
    public Integer call() throws Exception {
        figures.check();
        ReleaseHistory history = topic.read();
        List<Release> versions = topic.versions(history).stream()
                .sorted(Comparator.comparingLong(Release::createdAtMs))
                .toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("version", "state", "made", "trained until", "sessions", "parent"));
        for (Release release : versions) {
            rows.add(List.of(
                    release.version(),
                    stateOf(release, history),
                    ReleaseText.time(release.createdAtMs()),
                    ReleaseText.time(release.trainedUntilMs()),
                    release.lineage().sessions() == 0
                            ? "-"
                            : "%,d".formatted(release.lineage().sessions()),
                    ReleaseText.orDash(release.lineage().parentVersion())));
        }
        System.out.print(TextTable.aligned(rows));
        figures.write(json -> {
            json.put("model", topic.model());
            json.put("champion", champion(history).map(Release::version).orElse(null));
            versions.forEach(release -> json.withArray("releases").add(ReleaseText.json(release)));
        });
        return ExitCode.DONE;
    }

    private Optional<Release> champion(ReleaseHistory history) {
        return history.champion(topic.model());
    }

    /** Topics of older builds have champions that nobody has marked when another one came. */
    private String stateOf(Release release, ReleaseHistory history) {
        boolean isFormer = release.isChampion()
                && champion(history).filter(release::equals).isEmpty();
        return isFormer ? "superseded" : release.state().code();
    }
}
