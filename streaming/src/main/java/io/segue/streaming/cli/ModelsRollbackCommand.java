package io.segue.streaming.cli;

import io.segue.state.release.Release;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.Succession;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue models rollback}. */
@CommandLine.Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Makes the champion before the present one the champion again. The present one is rejected and"
                + " stays out.")
final class ModelsRollbackCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final ReleaseTopic topic = new ReleaseTopic();

    @CommandLine.Mixin
    private final ReleaseChange change = new ReleaseChange();

    @Override
    public Integer call() throws Exception {
        change.check();
        ReleaseHistory history = topic.read();
        topic.versions(history);
        List<Release> records = Succession.rollBack(history, topic.model(), change.reason());
        ReleaseTopic.verify(records.get(records.size() - 1));
        topic.publish(records);
        change.write(records);
        return ExitCode.DONE;
    }
}
