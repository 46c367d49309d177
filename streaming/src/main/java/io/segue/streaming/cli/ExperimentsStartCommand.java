package io.segue.streaming.cli;

import io.segue.state.release.Experiment;
import io.segue.state.release.ReleaseHistory;
import io.segue.state.release.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code ./segue experiments start}. */
@CommandLine.Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description =
                "Starts an experiment, or changes the one that runs: running jobs follow within seconds. Where salt and"
                        + " shares stay, users stay where they are.")
final class ExperimentsStartCommand implements Callable<Integer> {
    @CommandLine.Mixin
    private final ReleaseTopic topic = new ReleaseTopic();

    @CommandLine.Mixin
    private final ReleaseChange change = new ReleaseChange();

    @CommandLine.Parameters(paramLabel = "EXPERIMENT", description = "Its name.")
    private String experiment = "";

    @CommandLine.Option(
            names = "--variant",
            required = true,
            paramLabel = "VARIANT",
            description = "NAME,share=SHARE and, after commas, model=VERSION (or champion, the default, or"
                    + " champion-as-released), list=ranked (default), model, popularity or successors, and shadow for lists"
                    + " that are tested and not shown. Again for another one, 8 at most.")
    private List<String> variants = new ArrayList<>();

    @CommandLine.Option(
            names = "--salt",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "Another one shuffles the users anew (default: the name of the experiment).")
    private String salt = "";

    @Override
    public Integer call() throws Exception {
        change.check();
        ReleaseHistory history = topic.read();
        List<Variant> parsed = new ArrayList<>();
        for (String variant : variants) {
            parsed.add(VariantText.parse(variant, version -> topic.find(history, version)));
        }
        Experiment started = new Experiment(
                topic.model(),
                experiment,
                salt.isEmpty() ? experiment : salt,
                parsed,
                System.currentTimeMillis(),
                change.reason());
        topic.publish(started);
        System.out.println("experiment " + experiment + " of model " + topic.model() + " runs");
        change.write(started);
        return ExitCode.DONE;
    }
}
