#!/usr/bin/env python3
"""Trains a GRU on sessions as a team would in PyTorch, as fast as that goes on one thread: the peer of `bench train`.

    pip install torch==2.7.1
    ./segue bench train --peer "python3 deploy/bench/torch_trainer.py"

The network and the work of a step are those of ./segue: session-parallel batches whose hidden states are carried on, one
table for items as inputs and outputs, SEGUE_NEGATIVES shared negatives in proportion to count^0.75 beside the targets of the
batch, cross-entropy with logQ correction, Adagrad on the touched rows alone. An item that takes part twice is computed
once. Reads SEGUE_ITEMS, SEGUE_HIDDEN, SEGUE_BATCH, SEGUE_NEGATIVES and SEGUE_STEPS from the environment; prints one line of
JSON with events_per_s, by the CPU time of the process.
"""
import json
import os
import sys
import time

# Without this, glibc maps the larger tensors anew in every step: a third slower with batches of 512.
if "MALLOC_MMAP_THRESHOLD_" not in os.environ:
    os.environ.update(MALLOC_MMAP_THRESHOLD_="1000000000", MALLOC_TRIM_THRESHOLD_="2000000000")
    os.execv(sys.executable, [sys.executable] + sys.argv)

import torch
import torch.nn.functional as F

RATE, EPSILON, ALPHA, SESSION = 0.08, 1e-8, 0.75, 10


def setting(name, default):
    return int(os.environ.get("SEGUE_" + name, default))


ITEMS, HIDDEN, BATCH = setting("ITEMS", 50_000), setting("HIDDEN", 100), setting("BATCH", 512)
NEGATIVES, STEPS = setting("NEGATIVES", 2_048), setting("STEPS", 100)

torch.set_num_threads(1)
torch.manual_seed(1)
bound = (6 / (ITEMS + HIDDEN)) ** 0.5
table = torch.empty(ITEMS, HIDDEN).uniform_(-bound, bound)
bias = torch.zeros(ITEMS)
weights = [torch.empty(3 * HIDDEN, HIDDEN).uniform_(-0.17, 0.17) for _ in range(2)] + [torch.zeros(3 * HIDDEN) for _ in range(2)]
for weight in weights:
    weight.requires_grad_(True)
squares = [torch.zeros_like(weight) for weight in weights]
table_squares, bias_squares = torch.zeros_like(table), torch.zeros_like(bias)

# Popularity as that of the sessions that ./segue generates: half of it flat.
counts = 1 / (torch.arange(ITEMS, dtype=torch.float64) + 10)
counts += counts.mean()
cumulative_items = torch.cumsum(counts, 0) / counts.sum()
drawn = counts**ALPHA
cumulative_draws = (torch.cumsum(drawn, 0) / drawn.sum()).float()
inclusion = -torch.expm1(NEGATIVES * torch.log1p(-drawn / drawn.sum()) + BATCH * torch.log1p(-counts / counts.sum()))
offset = torch.log(inclusion).float()


place_of = torch.full((ITEMS,), -1)


def move(weight, gradient, square):
    square.addcmul_(gradient, gradient)
    weight.addcdiv_(gradient, (square + EPSILON).sqrt_(), value=-RATE)


def move_rows(rows, values, gradient, of, square):
    sums = square.index_select(0, rows).addcmul_(gradient, gradient)
    square.index_copy_(0, rows, sums)
    of.index_copy_(0, rows, values.addcdiv_(gradient, sums.add_(EPSILON).sqrt_(), value=-RATE))


def step(inputs, targets, hidden):
    negatives = torch.searchsorted(cumulative_draws, torch.rand(NEGATIVES)).clamp_(max=ITEMS - 1)
    # Candidates first: an item that is only an input is read and moved, but not scored.
    candidates, at = torch.unique(torch.cat((targets, negatives)), return_inverse=True)
    place_of[candidates] = torch.arange(len(candidates))
    only_inputs = torch.unique(inputs[place_of[inputs] < 0])
    place_of[only_inputs] = len(candidates) + torch.arange(len(only_inputs))
    rows = torch.cat((candidates, only_inputs))
    places = place_of[inputs]
    place_of[rows] = -1
    own = table.index_select(0, rows).requires_grad_(True)
    own_bias = bias.index_select(0, candidates).requires_grad_(True)
    gates = F.linear(F.embedding(places, own), weights[0], weights[2])
    state = F.linear(hidden, weights[1], weights[3])
    reset, update = torch.sigmoid(gates[:, : 2 * HIDDEN] + state[:, : 2 * HIDDEN]).chunk(2, 1)
    new = torch.tanh(torch.addcmul(gates[:, 2 * HIDDEN :], reset, state[:, 2 * HIDDEN :]))
    after = torch.lerp(new, hidden, update)
    at = at[:BATCH]
    scores = torch.addmm(own_bias - offset.index_select(0, candidates), after, own[: len(candidates)].t())
    # A target is always there: its score is not corrected.
    loss = F.cross_entropy(scores.scatter_add(1, at[:, None], offset.index_select(0, targets)[:, None]), at)
    loss.backward()
    with torch.no_grad():
        for weight, square in zip(weights, squares):
            move(weight, weight.grad, square)
            weight.grad = None
        move_rows(rows, own.detach(), own.grad, table, table_squares)
        move_rows(candidates, own_bias.detach(), own_bias.grad, bias, bias_squares)
    return after.detach()


def run(steps):
    """Returns the CPU seconds of so many steps; the events are there before."""
    events = torch.searchsorted(cumulative_items, torch.rand(steps + 1, BATCH, dtype=torch.float64)).clamp_(max=ITEMS - 1)
    hidden = torch.zeros(BATCH, HIDDEN)
    start = time.process_time()
    for number in range(steps):
        if number % SESSION == 0:
            hidden = torch.zeros(BATCH, HIDDEN)
        hidden = step(events[number], events[number + 1], hidden)
    return time.process_time() - start


run(max(10, STEPS // 4))
seconds = run(STEPS)
print(json.dumps({"events_per_s": STEPS * BATCH / seconds, "ms_per_step": 1000 * seconds / STEPS, "torch": torch.__version__}))
