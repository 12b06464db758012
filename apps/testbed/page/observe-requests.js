/** Lists the requests that have ended since it was last asked: seconds since `began`, path without its query, bytes of the answer. */
export function observeRequests(began) {
  let ended = [];
  const add = (entries) => {
    for (const entry of entries) {
      if (entry.startTime < began) continue;
      ended.push({
        at: (entry.startTime - began) / 1000,
        path: new URL(entry.name).pathname,
        bytes: entry.encodedBodySize,
        firstByteMilliseconds: entry.responseStart > 0 ? entry.responseStart - entry.startTime : 0,
        milliseconds: entry.duration,
      });
    }
  };
  // An observer, because the browser's own list stops growing at 250 entries.
  const observer = new PerformanceObserver((list) => add(list.getEntries()));
  observer.observe({ type: 'resource' });
  return {
    take() {
      add(observer.takeRecords());
      const taken = ended;
      ended = [];
      return taken;
    },
  };
}
