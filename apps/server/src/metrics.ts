import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What the service counts. Names carry their unit, as Prometheus wants it. */
export class Metrics {
  readonly registry = new Registry();
  readonly requestSeconds = new Histogram({
    name: 'tunnelscope_http_request_duration_seconds',
    help: 'Time from a request to the end of its answer.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers: [this.registry],
  });
  readonly requestsInFlight = new Gauge({
    name: 'tunnelscope_http_requests_in_flight',
    help: 'Requests being answered.',
    registers: [this.registry],
  });
  readonly packets = new Counter({
    name: 'tunnelscope_packets_total',
    help: 'Packets taken in, by where they came from.',
    labelNames: ['source'] as const,
    registers: [this.registry],
    collect: () => this.beforePackets(),
  });
  readonly bytes = new Counter({
    name: 'tunnelscope_bytes_total',
    help: 'Bytes of those packets: sums of their IP total lengths.',
    labelNames: ['source'] as const,
    registers: [this.registry],
    // All are asked at the same time.
    collect: () => this.beforePackets(),
  });
  readonly dropped = new Counter({
    name: 'tunnelscope_packets_dropped_total',
    help: 'Packets or records that were not judged, by the reason.',
    labelNames: ['reason'] as const,
    registers: [this.registry],
    collect: () => this.beforeDropped(),
  });
  readonly verdicts = new Counter({
    name: 'tunnelscope_verdicts_total',
    help: 'Verdicts given, by verdict and where the flow came from.',
    labelNames: ['verdict', 'source'] as const,
    registers: [this.registry],
  });
  readonly decisionSeconds = new Histogram({
    name: 'tunnelscope_decision_duration_seconds',
    help: 'Traffic seen of a flow before its verdict stood.',
    buckets: [10, 20, 30, 45, 60, 90, 120, 300, 600],
    registers: [this.registry],
  });

  /** Counts packets and bytes that workers elsewhere have taken in, before these are asked for. */
  beforePackets: () => Promise<void> | void = () => {};

  /** Counts what only its source knows, before that is asked for. */
  beforeDropped: () => void = () => {};

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}

/** Where packets come from. */
export type PacketOrigin = 'upload' | 'series' | 'sensor' | 'live';
