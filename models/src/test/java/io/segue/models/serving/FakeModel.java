package io.segue.models.serving;

import io.segue.models.proposal.ScoredItem;
import io.segue.state.feature.StepInput;
import io.segue.state.item.ItemContent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers every request by one rule, and remembers what it was asked and what was closed. */
public final class FakeModel implements NextItemModel, Scorer {
    private final boolean hasMemory;
    private final Function<ModelRequest, ModelAnswer> rule;
    private final List<List<ModelRequest>> calls = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();

    private FakeModel(boolean hasMemory, Function<ModelRequest, ModelAnswer> rule) {
        this.hasMemory = hasMemory;
        this.rule = rule;
    }

    /** Its only proposal is the last input. */
    public static FakeModel echo() {
        return new FakeModel(false, FakeModel::lastInput);
    }

    /** Its hidden vector is all that it read, letter by letter, and its only proposal says so. */
    public static FakeModel chronicle(boolean hasMemory) {
        return new FakeModel(hasMemory, FakeModel::allInputs);
    }

    public List<List<ModelRequest>> calls() {
        return calls;
    }

    /** {@code scorer} and {@code model}, in the order in which they were. */
    public List<String> closed() {
        return closed;
    }

    @Override
    public List<ModelAnswer> recommend(List<ModelRequest> batch, int count) {
        calls.add(batch);
        return batch.stream().map(rule).toList();
    }

    @Override
    public boolean hasMemory() {
        return hasMemory;
    }

    @Override
    public String version() {
        return "fake";
    }

    @Override
    public int hiddenSize() {
        return 1;
    }

    @Override
    public int itemsCount() {
        return 1;
    }

    @Override
    public String deviceName() {
        return "cpu";
    }

    @Override
    public Scorer newScorer() {
        return this;
    }

    @Override
    public void setAvailable(String itemId, boolean available) {
        throw new UnsupportedOperationException("no item was withdrawn");
    }

    @Override
    public void setContent(String itemId, ItemContent content) {
        throw new UnsupportedOperationException("no item was announced");
    }

    @Override
    public void close() {
        closed.add(closed.isEmpty() ? "scorer" : "model");
    }

    private static ModelAnswer lastInput(ModelRequest request) {
        String itemId = request.inputs().get(request.inputs().size() - 1).itemId();
        return new ModelAnswer(new float[] {0}, List.of(new ScoredItem(itemId, 1)));
    }

    private static ModelAnswer allInputs(ModelRequest request) {
        StringBuilder text = new StringBuilder();
        for (float letter : request.hidden()) {
            text.append((char) letter);
        }
        text.append(text.isEmpty() ? "" : "|");
        text.append(request.inputs().stream().map(StepInput::itemId).collect(Collectors.joining()));
        float[] hidden = new float[text.length()];
        for (int i = 0; i < hidden.length; i++) {
            hidden[i] = text.charAt(i);
        }
        return new ModelAnswer(hidden, List.of(new ScoredItem(text.toString(), 1)));
    }
}
