#!/usr/bin/env python3
"""Writes what scipy and numpy make of a few series: peaks.json, welch.json, autocorrelation.json and series.json.

Run it in this folder: python3 make_vectors.py. Everything is seeded, so the same versions write the same files.
Real inputs are rounded to three decimals, so that JSON holds them exactly as they were used.
"""
import json
import warnings

import numpy as np
import scipy
from scipy.signal import find_peaks, welch

# Which of two equally high peaks decides first is left open by numpy's default sort. Ours is fixed: a stable sort.
argsort = np.argsort
np.argsort = lambda values, *rest, **options: argsort(values, kind="stable")
warnings.filterwarnings("ignore", message="nperseg")

random = np.random.default_rng(20260301)


def bursts(length, period, height):
    """Like the downlink of segmented video: a burst of some samples every period, silence between."""
    series = np.zeros(length)
    for start in range(3, length, period):
        series[start : start + 4] = random.integers(height // 2, height, size=len(series[start : start + 4]))
    return series


SERIES = {
    "walk": np.round(np.cumsum(random.normal(size=1100)), 3),
    "noise": np.round(random.normal(size=600), 3),
    "plateaus": np.repeat(random.integers(0, 6, size=260), random.integers(1, 5, size=260)).astype(float),
    "bursts": bursts(1200, 50, 65535),
    "bytes": random.integers(32768, 65536, size=400).astype(float),
    "huge": np.round(random.normal(size=400), 3) * 1e12,
    "tone": np.round(1000 + 50 * np.sin(2 * np.pi * 0.1 * np.arange(600) / 5) + random.normal(size=600), 3),
    "staircase": np.floor(np.arange(400) / 7),
    "edges": np.array([5, 5, 5, 1, 0, 0, 4, 4, 2, 4, 4, 4, 0, 7, 0, 7, 7, 1, 9, 9], dtype=float),
    "constant": np.full(600, 3.0),
    "silence": np.zeros(800),
    "one": np.array([42.0]),
    "two": np.array([1.0, 4.0]),
    "three": np.array([1.0, 4.0, 2.0]),
}

CONDITIONS = [
    {},
    {"minHeight": "mean"},
    {"minDistance": 7},
    {"minDistance": 2.5, "minHeight": "mean"},
    {"minProminence": "deviation"},
    {"minHeight": "mean", "minDistance": 12, "minProminence": "deviation"},
]
SEGMENTS = [1, 2, 3, 4, 5, 6, 7, 16, 53, 97, 100, 499, 500, 1009, 1024, 4000]


def peaks_of(series, conditions):
    found, properties = find_peaks(
        series,
        height=(conditions.get("minHeight"), None),
        distance=conditions.get("minDistance"),
        prominence=(conditions.get("minProminence"), None),
        plateau_size=(None, None),
    )
    return {
        "index": found.tolist(),
        "leftEdge": properties["left_edges"].tolist(),
        "rightEdge": properties["right_edges"].tolist(),
        "height": properties["peak_heights"].tolist(),
        "prominence": short(properties["prominences"]),
        "leftBase": properties["left_bases"].tolist(),
        "rightBase": properties["right_bases"].tolist(),
    }


def short(values):
    """Twelve digits: three more than the comparison looks at."""
    return [float("%.12g" % value) for value in values]


def numbers(series):
    return [int(value) if value == int(value) else value for value in series.tolist()]


def resolve(conditions, series):
    figures = {"mean": round(float(np.mean(series)), 3), "deviation": round(float(np.std(series)), 3)}
    return {name: figures.get(value, value) for name, value in conditions.items()}


def autocorrelation(series, most):
    centred = series - np.mean(series)
    products = np.correlate(centred, centred, "full")[len(series) - 1 :]
    if products[0] == 0:
        return [0.0] * (most + 1)
    padded = np.concatenate([products, np.zeros(max(0, most + 1 - len(products)))])
    return short(padded[: most + 1] / products[0])


def peak_cases():
    for name, series in SERIES.items():
        for conditions in CONDITIONS:
            resolved = resolve(conditions, series)
            yield {"series": name, "conditions": resolved, "peaks": peaks_of(series, resolved)}


def welch_cases():
    for name in ("walk", "noise", "bursts", "huge", "constant", "silence", "three", "one"):
        for segment in SEGMENTS:
            if name not in ("walk", "noise") and segment in (4, 6, 53, 499, 1024):
                continue
            frequency, power = welch(SERIES[name], fs=5.0, nperseg=segment)
            yield {"series": name, "segment": segment, "lastFrequency": frequency[-1], "power": short(power)}


def autocorrelation_cases():
    for name, series in SERIES.items():
        most = 1600 if name in ("noise", "bursts") else 100
        yield {"series": name, "maxLag": most, "values": autocorrelation(series, most)}


def write(name, content):
    with open(name, "w", encoding="utf-8") as file:
        json.dump(content, file, separators=(",", ":"))
        file.write("\n")


made_by = f"scipy {scipy.__version__}, numpy {np.__version__}"
write("series.json", {"madeBy": made_by, "series": {name: numbers(series) for name, series in SERIES.items()}})
write("peaks.json", {"madeBy": made_by, "cases": list(peak_cases())})
write("welch.json", {"madeBy": made_by, "samplingRate": 5, "cases": list(welch_cases())})
write("autocorrelation.json", {"madeBy": made_by, "cases": list(autocorrelation_cases())})
