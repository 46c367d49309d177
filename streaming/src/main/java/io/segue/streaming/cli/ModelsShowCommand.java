package io.segue.streaming.cli;

import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.ReleaseRefusedException;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue models show}. */
@CommandLine.Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Everything that is known of one version: where it comes from, its figures, the gate's verdict.")
final class ModelsShowCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final ReleaseTopic topic = new ReleaseTopic();

    @CommandLine.Mixin
    private final Figures figures = new Figures();

    @CommandLine.Parameters(
            arity = "0..1",
            paramLabel = "VERSION",
            defaultValue = "",
            description = "Which version (default: the champion).")
    private String version = "";

    @Override
    public Integer call() throws Exception {
        figures.check();
        ReleaseHistory history = topic.read();
        Release release = version.isEmpty() ? champion(history) : topic.find(history, version);
        ReleaseText.lines(release).forEach(System.out::println);
        figures.write(json -> json.set("release", ReleaseText.json(release)));
        return ExitCode.DONE;
    }

    private Release champion(ReleaseHistory history) throws ReleaseRefusedException {
        String versions = "ask for one of its " + topic.versions(history).size() + " versions";
        return history.champion(topic.model())
                .orElseThrow(
                        () -> new ReleaseRefusedException("model " + topic.model() + " has no champion; " + versions));
    }
}
