package io.segue.streaming.cli;

import io.segue.state.release.Release;
import io.segue.state.release.Succession;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue models retire}. */
@CommandLine.Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        description = "Takes a version out of service, or out of the choice of a rollback. Where the champion retires,"
                + " what is counted live answers.")
final class ModelsRetireCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final ReleaseTopic topic = new ReleaseTopic();

    @CommandLine.Mixin
    private final ReleaseChange change = new ReleaseChange();

    @CommandLine.Parameters(paramLabel = "VERSION", description = "Which version.")
    private String version = "";

    @Override
    public Integer call() throws Exception {
        change.check();
        Release release = topic.find(topic.read(), version);
        List<Release> records = List.of(Succession.retire(release, "retired: " + change.reason()));
        topic.publish(records);
        change.write(records);
        return ExitCode.DONE;
    }
}
