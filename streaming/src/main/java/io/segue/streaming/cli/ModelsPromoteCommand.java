package io.segue.streaming.cli;

import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.Succession;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue models promote}. */
@CommandLine.Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = "Makes a version the champion, once its bundle has passed all checks of a serving job.")
final class ModelsPromoteCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final ReleaseTopic topic = new ReleaseTopic();

    @CommandLine.Mixin
    private final ReleaseChange change = new ReleaseChange();

    @CommandLine.Parameters(paramLabel = "VERSION", description = "Which version.")
    private String version = "";

    @Override
    public Integer call() throws Exception {
        change.check();
        ReleaseHistory history = topic.read();
        Release release = topic.find(history, version);
        List<Release> records = Succession.promote(history, release, "promoted: " + change.reason());
        ReleaseTopic.verify(release);
        topic.publish(records);
        change.write(records);
        return ExitCode.DONE;
    }
}
