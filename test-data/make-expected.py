#!/usr/bin/env python3
"""Writes X.expected.json beside every well-formed capture X, from tools that are not this project's:
tshark for pcap, Python's csv module for network-stats CSV. Nothing of this project is read or run.

Run: python3 test-data/make-expected.py [--check] [FILE…]      (tshark 4, zstd; default: all of recorded/, variants/ and link-types/)
--check writes nothing, and fails if an expectation is not what it would write.

Packets without an IP header are left out and counted in "notIp". A flow is an unordered 5-tuple; non-first
IPv4 fragments belong to the flow of their first. Times are whole epoch milliseconds, truncated; for one-second
rows the start of the second. "heaviest" is the flow with the most bytes, its heavier sender first.
"""
import csv
import gzip
import ipaddress
import json
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
FIELDS = ("frame.time_epoch", "ip.src", "ip.dst", "ip.len", "ip.proto", "ip.id", "ip.frag_offset",
          "ipv6.src", "ipv6.dst", "ipv6.plen", "ipv6.nxt", "ipv6.hopopts.nxt",
          "tcp.srcport", "tcp.dstport", "udp.srcport", "udp.dstport")
FIRST = ["-E", "occurrence=f"]   # an ICMP error quotes another packet: only the outermost one counts
IPV6_HEADER = 40
PORTED = ("6", "17")

csv.field_size_limit(1 << 30)


def content(path):
    """The capture without its compression, and the layers taken off, outermost first."""
    data, layers = path.read_bytes(), []
    while True:
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
            layers.append("gzip")
        elif data[:4] == b"\x28\xb5\x2f\xfd" or data[1:4] == b"\x2a\x4d\x18":
            data = subprocess.run(["zstd", "-dcq", "--long=27"], input=data, capture_output=True, check=True).stdout
            layers.append("zstd")
        else:
            return data, ",".join(layers) or "none"


def pcap_packets(data):
    """Yields (ms, source, source port, destination, destination port, protocol, bytes), whether its ports are cut off; or None for what is not IP."""
    # A file, not a pipe: which kind of modified pcap it has before it, tshark tells by reading records twice.
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        command = ["tshark", "-r", file.name, "-n", "-o", "ip.defragment:FALSE", "-T", "fields", *FIRST]
        for field in FIELDS:
            command += ["-e", field]
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    fragmented = {}
    for line in text.splitlines():
        (time, ip_source, ip_destination, ip_length, ip_protocol, identifier, offset, source6, destination6, payload6, next6,
         after_options, *ports) = line.split("\t")
        seconds, fraction = time.split(".")
        ms = int(seconds) * 1000 + int(fraction[:3])
        port = [int(x) for x in ports if x] or [0, 0]
        if ip_source:
            key = (ip_source, ip_destination, ip_protocol, identifier)
            if int(offset):
                port = fragmented.get(key, [0, 0])
            else:
                fragmented[key] = port
            cut = ip_protocol in PORTED and not int(offset) and not any(ports)
            yield (ms, ip_source, port[0], ip_destination, port[1], int(ip_protocol), int(ip_length)), cut
        elif source6:
            yield (ms, source6, port[0], destination6, port[1], int(after_options or next6), int(payload6) + IPV6_HEADER), False
        else:
            yield None


def address(text):
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return text


def csv_rows(data):
    """Yields one dictionary a row, and whether the file has packet columns."""
    reader = csv.DictReader(data.decode().splitlines())
    extended = "packet_times" in (reader.fieldnames or [])
    port = lambda text: int(float(text)) if (text or "").replace(".", "").isdigit() else 0
    number = lambda text: int(float(text))
    for row in reader:
        ends = (address(row["IP1"]), port(row.get("Port1"))), (address(row["IP2"]), port(row.get("Port2")))
        yield ends, number(row["Proto"]), {
            "second": number(row["Time"]) * 1000,
            "bytes": (number(row["1->2Bytes"]), number(row["2->1Bytes"])),
            "packets": (number(row["1->2Pkts"]), number(row["2->1Pkts"])),
            "items": list(zip(*([int(x) for x in row[c].split(";") if x]
                                for c in ("packet_times", "packet_sizes", "packet_dirs")), strict=True)) if extended else None,
        }


class Flows:
    def __init__(self):
        self.flows = {}

    def add(self, sender, receiver, protocol, ms, packets, size):
        flow = self.flows.setdefault((*sorted([sender, receiver]), protocol), {"sent": {}, "ms": []})
        sent = flow["sent"].setdefault(sender, [0, 0])
        flow["sent"].setdefault(receiver, [0, 0])
        sent[0] += packets
        sent[1] += size
        flow["ms"].append(ms)

    def summary(self):
        total = lambda flow, i: sum(sent[i] for sent in flow["sent"].values())
        everything = {
            "packets": sum(total(flow, 0) for flow in self.flows.values()),
            "bytes": sum(total(flow, 1) for flow in self.flows.values()),
            "flows": len(self.flows),
            "heaviest": None,
        }
        if self.flows:
            key, flow = max(self.flows.items(), key=lambda item: total(item[1], 1))
            ends = sorted(flow["sent"].items(), key=lambda item: -item[1][1])
            everything["heaviest"] = {
                "protocol": key[2],
                "endpoints": [{"address": end[0], "port": end[1], "packets": sent[0], "bytes": sent[1]} for end, sent in ends],
                "firstMs": min(flow["ms"]),
                "lastMs": max(flow["ms"]),
            }
        return everything


def expected(path):
    data, compression = content(path)
    flows, not_ip, cut = Flows(), 0, False
    if data[:4] in (b"\xd4\xc3\xb2\xa1", b"\xa1\xb2\xc3\xd4", b"\x4d\x3c\xb2\xa1", b"\xa1\xb2\x3c\x4d", b"\x34\xcd\xb2\xa1", b"\xa1\xb2\xcd\x34"):
        for packet in pcap_packets(data):
            if packet is None:
                not_ip += 1
            else:
                (ms, source, source_port, destination, destination_port, protocol, size), ports_cut = packet
                cut = cut or ports_cut
                flows.add((source, source_port), (destination, destination_port), protocol, ms, 1, size)
        warnings = {"warnings": ["ports cut off"]} if cut else {}
        return {"format": "pcap", "compression": compression, "resolution": "packet", "notIp": not_ip, **flows.summary(), **warnings}
    extended = b"packet_times" in data.split(b"\n", 1)[0]
    for ends, protocol, row in csv_rows(data):
        if extended:
            for ms, size, direction in row["items"]:
                flows.add(ends[direction - 1], ends[2 - direction], protocol, ms, 1, size)
        else:
            for side in (0, 1):
                flows.add(ends[side], ends[1 - side], protocol, row["second"], row["packets"][side], row["bytes"][side])
    name = "network-stats extended" if extended else "network-stats"
    return {"format": name, "compression": compression, "resolution": "packet" if extended else "second", **flows.summary()}


def main():
    names = [name for name in sys.argv[1:] if name != "--check"]
    chosen = [Path(name) for name in names] or sorted(
        path for folder in ("recorded", "variants", "link-types") for path in (HERE / folder).iterdir()
        if path.name.removesuffix(".gz").removesuffix(".zst").endswith((".csv", ".pcap")) and not path.name.startswith("manifest"))
    different = []
    for path in chosen:
        target = path.with_name(path.name + ".expected.json")
        text = json.dumps(expected(path), indent=1) + "\n"
        if "--check" not in sys.argv:
            target.write_text(text)
        elif target.read_text() != text:
            different.append(target.name)
    sys.exit(f"not what other tools find: {', '.join(different)}" if different else None)


if __name__ == "__main__":
    main()
