package io.segue.models.bundle;

import io.segue.models.delta.HashedFile;
import io.segue.models.device.DeviceChoice;
import io.segue.models.serving.NextItemModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The models of a process. All who ask for the same bundle by folder and hash, on the same device, share one copy, which
 * one background thread loads and the last lease closes. A load that failed is forgotten: who asks again tries again.
 *
 * <p>Thread safe. The futures complete in the loading thread, or at once where the model is there.
 */
public final class ModelRegistry {
    private static final ModelRegistry PROCESS = new ModelRegistry();
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final long IDLE_SECONDS = 30;

    /** @param delta hash of the newest one in the model, empty for the bundle itself */
    private record Key(Path bundle, String sha256, DeviceChoice device, String delta) {}

    private static final class Entry {
        final CompletableFuture<NextItemModel> model = new CompletableFuture<>();
        /** Those who wait for a load that has not begun. */
        final List<CompletableFuture<ModelLease>> waiting = new ArrayList<>();

        boolean isBegun;
        int leases;
    }

    /** Opens or patches a model, in the loading thread. */
    @FunctionalInterface
    private interface Loading {
        NextItemModel load() throws ModelRefusedException;
    }

    private final Opening opening;
    private final Map<Key, Entry> entries = new HashMap<>();
    private final ThreadPoolExecutor loading;

    /** What opens a bundle. */
    @FunctionalInterface
    interface Opening {
        NextItemModel open(Path bundle, String sha256, DeviceChoice device) throws ModelRefusedException;
    }

    /** Only tests need another one than {@link #process()}. */
    ModelRegistry() {
        this((bundle, sha256, device) -> new ModelLoader(device).load(bundle, sha256));
    }

    ModelRegistry(Opening opening) {
        this.opening = opening;
        loading = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "segue-model-loader");
            thread.setDaemon(true);
            return thread;
        });
        loading.allowCoreThreadTimeOut(true);
    }

    public static ModelRegistry process() {
        return PROCESS;
    }

    /**
     * Asks for a model.
     *
     * @param uri folder of the bundle: a path or {@code file:///...}
     * @param sha256 of its manifest
     * @return a lease, or {@link ModelRefusedException}. A caller who cancels it gets no lease and owes none; a load that
     *     nobody waits for any more is not begun
     */
    public CompletableFuture<ModelLease> acquire(String uri, String sha256, DeviceChoice device) {
        Key key;
        try {
            key = key(uri, sha256, device, "");
        } catch (ModelRefusedException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        return lease(key, () -> opening.open(key.bundle(), key.sha256(), key.device()));
    }

    /**
     * Asks for a model of {@link #acquire} that learned more. Who asks for the same bundle and the same newest delta gets
     * the same copy, whatever state it comes from.
     *
     * @param start a model of that bundle, with or without deltas; it is only read, and stays its owner's
     * @param deltas that lead on from it, oldest first
     * @return a lease, or {@link DeltaRefusedException}, or {@link ModelRefusedException}; cancelled as those of {@link
     *     #acquire}
     */
    public CompletableFuture<ModelLease> patch(
            String uri, String sha256, DeviceChoice device, NextItemModel start, List<HashedFile> deltas) {
        Key key;
        try {
            key = key(uri, sha256, device, deltas.get(deltas.size() - 1).sha256());
        } catch (ModelRefusedException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        return lease(key, () -> DeltaLoader.patched(start, deltas));
    }

    private static Key key(String uri, String sha256, DeviceChoice device, String delta) throws ModelRefusedException {
        Path bundle = pathOf(uri);
        if (!SHA256.matcher(sha256).matches()) {
            throw new ModelRefusedException(
                    "the SHA-256 of " + uri + " is '" + sha256 + "', but must be 64 hexadecimal digits");
        }
        return new Key(bundle.toAbsolutePath().normalize(), sha256, device, delta);
    }

    private CompletableFuture<ModelLease> lease(Key key, Loading load) {
        CompletableFuture<ModelLease> result = new CompletableFuture<>();
        Entry entry = register(key, load, result);
        CompletableFuture<NextItemModel> unused = entry.model.whenComplete((model, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
                return;
            }
            ModelLease lease = new ModelLease(model, () -> giveBack(key, entry));
            if (!result.complete(lease)) {
                lease.close();
            }
        });
        return result;
    }

    private synchronized Entry register(Key key, Loading load, CompletableFuture<ModelLease> result) {
        Entry entry = entries.get(key);
        if (entry == null) {
            entry = new Entry();
            entries.put(key, entry);
            Entry loaded = entry;
            loading.execute(() -> load(key, load, loaded));
        }
        if (!entry.isBegun) {
            entry.waiting.add(result);
        }
        entry.leases++;
        return entry;
    }

    /** Who starts late hears of every champion that there was: only the last one is waited for. */
    private synchronized boolean isAbandoned(Key key, Entry entry) {
        boolean isAbandoned = entry.waiting.stream().allMatch(CompletableFuture::isCancelled);
        entry.isBegun = true;
        entry.waiting.clear();
        if (isAbandoned) {
            entries.remove(key, entry);
        }
        return isAbandoned;
    }

    /** In the loading thread. A failure of any kind goes to those who wait. */
    private void load(Key key, Loading load, Entry entry) {
        if (isAbandoned(key, entry)) {
            return;
        }
        try {
            entry.model.complete(load.load());
        } catch (ModelRefusedException refused) {
            fail(key, entry, refused);
        } catch (RuntimeException | Error failed) {
            fail(key, entry, new ModelRefusedException(key.bundle() + " can't be loaded: " + failed, failed));
        }
    }

    private void fail(Key key, Entry entry, ModelRefusedException refused) {
        synchronized (this) {
            entries.remove(key, entry);
        }
        entry.model.completeExceptionally(refused);
    }

    private void giveBack(Key key, Entry entry) {
        synchronized (this) {
            entry.leases--;
            if (entry.leases > 0) {
                return;
            }
            entries.remove(key, entry);
        }
        entry.model.join().close();
    }

    /** Models that are loaded or being loaded. */
    public synchronized int size() {
        return entries.size();
    }

    /**
     * Where a bundle lies.
     *
     * @param uri of a release: a path or {@code file:///}
     * @throws ModelRefusedException if it is none of these
     */
    public static Path pathOf(String uri) throws ModelRefusedException {
        try {
            if (!uri.contains(":")) {
                return Path.of(uri);
            }
            URI parsed = new URI(uri);
            @Nullable String scheme = parsed.getScheme();
            if (!"file".equals(scheme)) {
                throw new ModelRefusedException("the uri " + uri + " has scheme " + scheme
                        + ", but only file:///... and plain paths can be read: copy the bundle there or mount it");
            }
            return Path.of(parsed);
        } catch (URISyntaxException | IllegalArgumentException invalid) {
            throw new ModelRefusedException("the uri " + uri + " is no path: " + invalid.getMessage(), invalid);
        }
    }
}
