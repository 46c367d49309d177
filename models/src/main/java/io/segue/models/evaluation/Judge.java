package io.segue.models.evaluation;

import io.segue.models.proposal.ScoredItem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Plays trained models over the test slice of one split: all its events in order of time, a bundle at a time, asking
 * after each but a session's last for the next item.
 */
public final class Judge {
    private static final double NANOS_PER_MS = 1e6;

    private final Split split;
    private final JudgeSettings settings;
    private final Playback playback;
    private final List<Prediction> predictions;

    public Judge(Split split, JudgeSettings settings) {
        this.split = split;
        this.settings = settings;
        this.playback = new Playback(split);
        this.predictions = List.copyOf(playback.predictions());
    }

    /** Hears how far a model is. */
    @FunctionalInterface
    public interface Listener {
        void onPlayed(int turns, int ofTurns);
    }

    /** What is asked, in the order in which it is. */
    public List<Prediction> predictions() {
        return predictions;
    }

    /**
     * Plays a model.
     *
     * @throws IllegalStateException if a list is not what the contract says
     * @throws CancellationException if the thread is interrupted
     */
    public Judgement judge(Contestant contestant, Listener listener) {
        List<Integer> ranks = new ArrayList<>(predictions.size());
        ListTally tally = new ListTally(split.train().catalogue(), playback.support(), settings.cutoff());
        long nanos = 0;
        for (int from = 0; from < playback.turnsCount(); from += settings.bundleTurns()) {
            int to = Math.min(playback.turnsCount(), from + settings.bundleTurns());
            List<Turn> turns = playback.turns(from, to);
            long startNanos = System.nanoTime();
            List<List<ScoredItem>> lists = contestant.play(turns, settings.listItems());
            nanos += System.nanoTime() - startNanos;
            check(lists.size() == turns.size(), turns.size() + " turns have " + lists.size() + " lists");
            for (int i = 0; i < turns.size(); i++) {
                if (turns.get(i).isAsked()) {
                    Prediction prediction = predictions.get(ranks.size());
                    check(lists.get(i));
                    ranks.add(Ranks.of(prediction.targetItemId(), lists.get(i)));
                    tally.add(lists.get(i), prediction.targetSupport());
                }
            }
            listener.onPlayed(to, playback.turnsCount());
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the evaluation was interrupted at turn " + to);
            }
        }
        return new Judgement(ranks, tally.figures(), nanos / NANOS_PER_MS / predictions.size());
    }

    private void check(List<ScoredItem> list) {
        check(list.size() <= settings.listItems(), "a list has " + list.size() + " items");
        float before = Float.POSITIVE_INFINITY;
        for (ScoredItem item : list) {
            // Written so that a NaN fails.
            check(item.score() <= before, "a score of " + item.score() + " comes after one of " + before);
            before = item.score();
        }
    }

    private static void check(boolean holds, String found) {
        if (!holds) {
            throw new IllegalStateException("a contestant broke its contract: " + found);
        }
    }
}
