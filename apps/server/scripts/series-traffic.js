// What the measuring scripts send: five minutes of video, a segment every four seconds, one packet in 1,250 bytes.

const SECONDS = 300;
const COLUMNS = ['bytesDown', 'bytesUp', 'packetsDown', 'packetsUp'];

function seconds() {
  let state = 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({ length: SECONDS }, (_, second) => {
    const bytesDown = Math.floor(second % 4 === 0 ? 1_500_000 + 500_000 * random() : 20_000 * random());
    const packetsDown = Math.ceil(bytesDown / 1250);
    return { bytesDown, bytesUp: 60 * Math.ceil(packetsDown / 2), packetsDown, packetsUp: Math.ceil(packetsDown / 2) };
  });
}

/** Both forms of body that /v1/classify/series takes. */
export function seriesRequests() {
  const rows = seconds();
  const columns = Object.fromEntries(COLUMNS.map((name) => [name, rows.map((row) => row[name])]));
  const binary = Float32Array.from(rows.flatMap((row) => COLUMNS.map((name) => row[name])));
  return [
    { name: 'JSON', path: '/v1/classify/series', type: 'application/json', body: Buffer.from(JSON.stringify(columns)) },
    { name: 'binary', path: `/v1/classify/series?columns=${COLUMNS.join(',')}`, type: 'application/octet-stream', body: Buffer.from(binary.buffer) },
  ];
}
