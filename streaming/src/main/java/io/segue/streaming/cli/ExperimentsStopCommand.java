package io.segue.streaming.cli;

import io.segue.state.release.Experiment;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue experiments stop}. */
@CommandLine.Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Ends the experiment: the champion answers everybody again.")
final class ExperimentsStopCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final ReleaseTopic topic = new ReleaseTopic();

    @CommandLine.Mixin
    private final ReleaseChange change = new ReleaseChange();

    @Override
    public Integer call() throws Exception {
        change.check();
        Experiment ended = topic.running().ended(System.currentTimeMillis(), change.reason());
        topic.publish(ended);
        System.out.println("experiment " + ended.experiment() + " of model " + topic.model() + " is over");
        change.write(ended);
        return ExitCode.DONE;
    }
}
