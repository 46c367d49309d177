package io.segue.streaming.local;

/** What becomes of the task manager of a {@link LocalCluster}. */
public final class TaskManagers {
    private TaskManagers() {}

    /** Ends it in the middle of its work, as a machine that is switched off; another one comes, and the jobs go on. */
    public static void replace(LocalCluster cluster) throws Exception {
        cluster.cluster.terminateTaskManager(0).get();
        cluster.cluster.startTaskManager();
    }
}
