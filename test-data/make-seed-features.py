#!/usr/bin/env python3
"""Writes recorded/seed-features.json: seven features of each recorded capture's heaviest flow, computed with scipy.

Run: python3 test-data/make-seed-features.py [--check] [FILE…]      (python3-scipy; tshark 4 for the pcap files)
--check writes nothing, and fails if a committed value is further than 1e-9 (relative) from scipy's.

The heaviest flow is the 5-tuple with the most bytes, both directions together; downlink is its heavier direction.
  seconds   downlink bytes of each second from the flow's first to its last, either direction, gaps 0
  bins      downlink bytes in 200 ms bins, aligned to multiples of 200 ms of epoch time, from the first downlink
            packet's bin to the last one's, gaps 0; not for one-second rows
valid_packet_rate  share of seconds with downlink bytes
peaks_number       peaks of the seconds of at least their mean
peaks_gap          seconds strictly between neighbouring peaks, summed
pct_zeros          percent of bins below 10,000 bytes
max_prom_norm      largest prominence (at least 0.001) of the root power spectral density of the bins in megabytes,
                   over its mean; null without a peak. Welch, 5 Hz, segments of a third of the bins
peak_0p1Hz_norm, peak_0p2Hz_norm   power at the frequency nearest to 0.1 and 0.2 Hz over the mean power
"""
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
from scipy.signal import find_peaks, welch

HERE = Path(__file__).parent
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("make_expected", HERE / "make-expected.py")
captures = importlib.util.module_from_spec(spec)
spec.loader.exec_module(captures)


def heaviest_flow(path):
    """(downlink ms, downlink bytes, ms of everything, packet resolution) of the heaviest flow."""
    data, _ = captures.content(path)
    flows = {}
    extended = True
    if path.name.endswith(".pcap.gz"):
        for (ms, source, source_port, destination, destination_port, protocol, size), _cut in filter(None, captures.pcap_packets(data)):
            sender, receiver = (source, source_port), (destination, destination_port)
            flows.setdefault((*sorted([sender, receiver]), protocol), []).append((ms, sender, size))
    else:
        for ends, protocol, row in captures.csv_rows(data):
            flow = flows.setdefault((*sorted(ends), protocol), [])
            extended = row["items"] is not None
            if extended:
                flow += [(ms, ends[direction - 1], size) for ms, size, direction in row["items"]]
            else:
                flow += [(row["second"], ends[side], row["bytes"][side]) for side in (0, 1)]
    key, flow = max(flows.items(), key=lambda item: sum(size for _, _, size in item[1]))
    sent = {end: sum(size for _, sender, size in flow if sender == end) for end in key[:2]}
    server = max(sent, key=sent.get)
    down = [(ms, size) for ms, sender, size in flow if sender == server]
    return np.array([ms for ms, _ in down]), np.array([size for _, size in down]), np.array([ms for ms, _, _ in flow]), extended


def series(slot, size, first, last):
    out = np.zeros(last - first + 1)
    np.add.at(out, slot - first, size)
    return out


def features(path):
    ms, size, every_ms, extended = heaviest_flow(path)
    second = series(ms // 1000, size, every_ms.min() // 1000, every_ms.max() // 1000)
    peaks, _ = find_peaks(second, height=second.mean())
    out = {
        "seconds": len(second),
        "bytesDown": int(second.sum()),
        "valid_packet_rate": float((second > 0).mean()),
        "peaks_number": int(len(peaks)),
        "peaks_gap": int((np.diff(peaks) - 1).sum()),
    }
    if not extended:
        return out
    slot = ms // 200
    bins = series(slot, size, slot.min(), slot.max())
    frequency, power = welch(bins / 1e6, fs=5, nperseg=len(bins) // 3)
    root = np.sqrt(power)
    prominence = find_peaks(root, prominence=0.001)[1]["prominences"]
    nearest = lambda hertz: float(power[np.argmin(np.abs(frequency - hertz))] / power.mean())
    return out | {
        "bins": len(bins),
        "pct_zeros": float(100 * (bins < 10_000).mean()),
        "max_prom_norm": float(prominence.max() / root.mean()) if len(prominence) else None,
        "peak_0p1Hz_norm": nearest(0.1),
        "peak_0p2Hz_norm": nearest(0.2),
    }


def differs(value, reference):
    if isinstance(value, float) and isinstance(reference, float):
        return abs(value - reference) > 1e-9 * abs(reference)
    return value != reference


def main():
    names = [name for name in sys.argv[1:] if name != "--check"]
    paths = [Path(name) for name in names] or sorted(
        path for path in (HERE / "recorded").iterdir() if path.name.endswith((".csv.gz", ".pcap.gz")))
    result = {path.name: features(path) for path in paths}
    target = HERE / "recorded" / "seed-features.json"
    committed = json.loads(target.read_text()) if target.exists() and (names or "--check" in sys.argv) else {}
    if "--check" not in sys.argv:
        target.write_text(json.dumps(dict(sorted((committed | result).items())), indent=1) + "\n")
        return
    wrong = [f"{file} {name}" for file, values in result.items() for name, value in values.items()
             if differs(committed.get(file, {}).get(name), value)]
    sys.exit(f"not scipy's values: {', '.join(sorted(wrong))}" if wrong else None)


if __name__ == "__main__":
    main()
