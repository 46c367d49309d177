package io.segue.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segue.models.device.DeviceChoice;
import io.segue.models.format.ModelSummary;
import io.segue.models.serving.ModelRequest;
import io.segue.models.serving.NextItemModel;
import io.segue.models.serving.Scorer;
import io.segue.state.feature.ContextFeatures;
import io.segue.state.feature.StepInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelRegistryTest {
    private static final List<ModelRequest> BATCH =
            List.of(new ModelRequest(new float[0], List.of(new StepInput("any", new ContextFeatures(0, 0, 0, 0))), ""));

    @TempDir
    Path folder;

    private final ModelRegistry registry = new ModelRegistry();
    private ModelSummary summary;

    @BeforeEach
    void write() throws IOException {
        summary = TestBundles.write(folder.resolve("bundle"), 1);
    }

    private CompletableFuture<ModelLease> acquire(String uri, String sha256) {
        return registry.acquire(uri, sha256, DeviceChoice.CPU);
    }

    private ModelLease acquire() throws Exception {
        return acquire(summary.bundle().toString(), summary.sha256()).get(30, TimeUnit.SECONDS);
    }

    @Test
    void sharesOneCopyUntilTheLastLeaseGoes() throws Exception {
        ModelLease first = acquire();
        ModelLease second =
                acquire(summary.bundle().toUri().toString(), summary.sha256()).get();
        NextItemModel model = first.model();

        assertThat(second.model()).isSameAs(model);
        first.close();
        first.close();
        try (Scorer scorer = second.model().newScorer()) {
            assertThat(scorer.recommend(BATCH, 3).get(0).items()).hasSize(3);
        }
        second.close();

        assertThatThrownBy(model::newScorer)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("model v1 is closed");
        assertThat(registry.size()).isZero();
    }

    @Test
    void loadsAgainAfterTheLastLeaseWent() throws Exception {
        NextItemModel before;
        try (ModelLease lease = acquire()) {
            before = lease.model();
        }

        try (ModelLease lease = acquire()) {
            assertThat(lease.model()).isNotSameAs(before);
            lease.model().newScorer().close();
        }
    }

    @Test
    void triesAgainAfterAFailedLoad() throws Exception {
        Path late = folder.resolve("late");
        assertRefused(acquire(late.toString(), summary.sha256()), "late is not a folder");
        assertThat(registry.size()).isZero();

        Files.move(summary.bundle(), late);

        try (ModelLease lease = acquire(late.toString(), summary.sha256()).get(30, TimeUnit.SECONDS)) {
            assertThat(lease.model().version()).isEqualTo("v1");
        }
    }

    @Test
    void refusesWhatItCanNotReach() {
        assertRefused(
                acquire("s3://models/m1", summary.sha256()),
                "the uri s3://models/m1 has scheme s3, but only file:///... and plain paths can be read");
        assertRefused(acquire("file://host/models", summary.sha256()), "file://host/models is no path");
        assertRefused(acquire("file: bad", summary.sha256()), "is no path");
        assertRefused(acquire(folder.toString(), ""), "is '', but must be 64 hexadecimal digits");
    }

    @Test
    void refusesADeviceThatIsNotThere() {
        assertRefused(
                registry.acquire(summary.bundle().toString(), summary.sha256(), new DeviceChoice("cuda:99")),
                "segue.model.device is cuda:99");
        assertThat(registry.size()).isZero();
    }

    @Test
    void owesNothingToACallerWhoGaveUp() throws Exception {
        CompletableFuture<ModelLease> abandoned = acquire(summary.bundle().toString(), summary.sha256());
        abandoned.cancel(true);

        acquire().close();

        // The loading thread gives the abandoned lease back, maybe a moment after ours was closed.
        while (registry.size() > 0) {
            Thread.sleep(1);
        }
    }

    @Test
    void beginsNoLoadThatNobodyWaitsForAnyMore() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        List<String> opened = new CopyOnWriteArrayList<>();
        ModelRegistry slow = new ModelRegistry((bundle, sha256, device) -> {
            opened.add(String.valueOf(bundle.getFileName()));
            try {
                hold.await();
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
            throw new ModelRefusedException("only its name matters");
        });
        List<CompletableFuture<ModelLease>> champions = new ArrayList<>();
        for (String version : List.of("v1", "v2", "v3", "v3", "v4")) {
            champions.add(slow.acquire(version, summary.sha256(), DeviceChoice.CPU));
        }
        champions.get(1).cancel(false);
        champions.get(2).cancel(false);

        hold.countDown();

        assertRefused(champions.get(4), "only its name matters");
        assertRefused(champions.get(3), "only its name matters");
        assertThat(opened).as("one of two still waits for v3").containsExactly("v1", "v3", "v4");
        assertThat(slow.size()).isZero();
    }

    @Test
    void neverClosesAModelUnderACall() throws Exception {
        ModelLease lease = acquire();
        Scorer scorer = lease.model().newScorer();
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<String> caller = CompletableFuture.supplyAsync(() -> {
            while (true) {
                try {
                    scorer.recommend(BATCH, 3);
                    running.countDown();
                } catch (IllegalStateException closed) {
                    return closed.getMessage();
                }
            }
        });
        running.await();

        lease.close();

        assertThat(caller.get()).isEqualTo("model v1 is closed");
    }

    private static void assertRefused(CompletableFuture<ModelLease> lease, String message) {
        assertThatThrownBy(lease::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining(message);
    }
}
