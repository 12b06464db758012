/** Watches a call by the statistics of WebRTC (W3C webrtc-stats). A freeze counts as a stall. */
export function observeCall(connection) {
  const began = performance.now();
  let startupSeconds = null;
  let errors = [];
  connection.addEventListener('connectionstatechange', () => {
    if (connection.connectionState === 'failed') errors.push('call: no connection');
  });
  return {
    failed(text) {
      errors.push(text);
    },
    async take() {
      const stats = [...(await connection.getStats()).values()];
      const of = (type, kind) => stats.find((each) => each.type === type && each.kind === kind);
      const received = of('inbound-rtp', 'video');
      const sent = of('outbound-rtp', 'video');
      const all = stats.filter(({ type }) => type === 'transport');
      if (received?.framesDecoded > 0) startupSeconds ??= (performance.now() - began) / 1000;
      const taken = {
        position: (performance.now() - began) / 1000,
        buffered: received?.jitterBufferEmittedCount > 0 ? received.jitterBufferDelay / received.jitterBufferEmittedCount : 0,
        startupSeconds,
        stalls: received?.freezeCount ?? 0,
        stallSeconds: received?.totalFreezesDuration ?? 0,
        rung: null,
        rungs: [],
        dropped: received?.framesDropped ?? 0,
        total: received?.framesReceived ?? 0,
        errors,
        warnings: [],
        requests: [],
        call: {
          bytesSent: all.reduce((sum, { bytesSent }) => sum + bytesSent, 0),
          bytesReceived: all.reduce((sum, { bytesReceived }) => sum + bytesReceived, 0),
          packetsLost: received?.packetsLost ?? 0,
          framesEncoded: sent?.framesEncoded ?? 0,
          limitedBy: sent?.qualityLimitationReason ?? 'none',
        },
      };
      errors = [];
      return taken;
    },
  };
}
