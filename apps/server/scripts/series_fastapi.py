"""The work of POST /v1/classify/series on FastAPI, NumPy and scikit-learn, as a service in Python would be written.

The same windows, features, number of trees and rows to judge as the service's, forests of about the same size, trained on
random traffic: verdicts mean nothing, what they cost does. Rows that one forest judges go to it in one call, those that
the reasons need included. Started by series-cost.js, which hands in the number of trees and the leaves of each forest:
series_fastapi.py PORT TREES KIND10 LIVENESS10 KIND30 LIVENESS30 KIND60 LIVENESS60
"""

import sys

import numpy as np
import uvicorn
from fastapi import FastAPI, Request
from sklearn.ensemble import ExtraTreesClassifier

PORT, TREES, *LEAVES = map(int, sys.argv[1:])
WINDOWS = (10, 30, 60)
OUTCOMES = ("live", "vod", "call", "audio", "other")
MOST_REASONS = 4
KIND_SCALE = np.array((1200, 4, 1))
COLUMNS = ("bytesDown", "bytesUp", "packetsDown", "packetsUp")


def forest(classes, leaves, scale):
    random = np.random.default_rng(1)
    rows = scale * random.random((20 * max(leaves, 50), 3))
    return ExtraTreesClassifier(TREES, max_leaf_nodes=leaves, random_state=1).fit(rows, random.integers(0, classes, len(rows)))


FORESTS = {seconds: (forest(4, LEAVES[2 * i], KIND_SCALE), forest(2, LEAVES[2 * i + 1], 1)) for i, seconds in enumerate(WINDOWS)}
app = FastAPI()


def share_in_runs(flags, least):
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    lengths = edges[1::2] - edges[::2]
    return lengths[lengths >= least].sum() / len(flags)


def variation(values):
    mean = values.mean()
    return values.std() / mean if mean > 0 else 0.0


def features(window):
    down, up, packets_down, packets_up = window
    liveness = (
        share_in_runs(down < 300 * np.maximum(packets_down, 1), 3),
        share_in_runs(down < 0.02 * down.mean(), 4),
        variation(down[: len(down) // 2 * 2].reshape(-1, 2).sum(axis=1)),
    )
    size = down.sum() / max(packets_down.sum(), 1)
    fullness = min(1.0, max(0.0, (size - 900) / 300))
    kind = (min(size, 1200), min(np.log10(1 + down.mean()), 4), max(min(variation(packets_down), 1), fullness))
    return kind, liveness


def calibrated(probabilities):
    powers = np.clip(probabilities, 1e-6, 1) ** 0.7
    return powers / powers.sum(axis=1, keepdims=True)


def outcomes(seconds, kinds, livenesses):
    kind_forest, liveness_forest = FORESTS[seconds]
    kind = calibrated(kind_forest.predict_proba(kinds))
    liveness = calibrated(liveness_forest.predict_proba(livenesses))
    return np.column_stack((kind[:, :1] * liveness, kind[:, 1:]))


def without(rows):
    """The rows as they are, then with each input in turn at its median."""
    variants = [rows]
    for column in range(rows.shape[1]):
        variant = rows.copy()
        variant[:, column] = 0.5
        variants.append(variant)
    return variants


def judge(series):
    length = series.shape[1]
    cuts = [(0, seconds) for seconds in (10, 30) if seconds <= length] + [(start, 60) for start in range(0, length - 59, 60)]
    found = {seconds: [features(series[:, start : start + seconds]) for start, of in cuts if of == seconds] for seconds in WINDOWS}
    deciding = max(seconds for seconds in WINDOWS if found[seconds])
    rows = None
    for seconds in WINDOWS:
        if not found[seconds]:
            continue
        kinds = np.array([kind for kind, _ in found[seconds]])
        livenesses = np.array([liveness for _, liveness in found[seconds]])
        if seconds != deciding:
            outcomes(seconds, kinds, livenesses)
            continue
        kind_variants, liveness_variants = without(kinds), without(livenesses)
        table = outcomes(
            seconds,
            np.concatenate(kind_variants + kind_variants[:1] * (len(liveness_variants) - 1)),
            np.concatenate(liveness_variants[:1] * len(kind_variants) + liveness_variants[1:]),
        )
        rows = table.reshape(-1, len(kinds), len(OUTCOMES))
    mean = rows[0].mean(axis=0)
    best = int(mean.argmax())
    clipped = np.clip(rows[:, :, best], 1e-3, 1 - 1e-3)
    odds = np.log(clipped / (1 - clipped))
    effects = (odds[0] - odds[1:]).mean(axis=1)
    reasons = [{"feature": int(i), "effect": float(effects[i])} for i in np.argsort(-np.abs(effects))[:MOST_REASONS]]
    return {
        "verdict": OUTCOMES[best],
        "probability": float(mean[best]),
        "probabilities": dict(zip(OUTCOMES, map(float, mean))),
        "durationSeconds": length,
        "bytesDown": float(series[0].sum()),
        "bytesUp": float(series[1].sum()),
        "packets": float(series[2:].sum()),
        "reasons": reasons,
    }


@app.post("/v1/classify/series")
async def classify_series(request: Request):
    if request.headers["content-type"] == "application/octet-stream":
        names = request.query_params["columns"].split(",")
        values = np.frombuffer(await request.body(), "<f4").reshape(-1, len(names)).T.astype(float)
        columns = dict(zip(names, values))
    else:
        columns = await request.json()
    return judge(np.array([columns[name] for name in COLUMNS], dtype=float))


uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning", access_log=False)
