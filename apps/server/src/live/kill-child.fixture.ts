import { liveServer } from './live-server.fixture.ts';

// A server that is going to be killed. It says where it answers, and which verdicts on uploads it has acknowledged.
const server = await liveServer({ store: { path: process.argv[2]! }, detector: { idleSeconds: 30 } });
console.log(server.url);
for (let i = 0; ; i++) {
  const upload = await server.store.beginUpload(`upload ${i}`);
  await upload.record([{ time: Date.now(), flow: 'ffffffffffff', verdict: 'vod', line: { number: i } }]);
  console.log(`kept ${upload.id}`);
  await new Promise((resolve) => setTimeout(resolve, 10));
}
