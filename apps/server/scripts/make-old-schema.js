// Makes src/store/schema-1.db: a history as the first schema had it, for the test of migrations. Needs Node 24: node apps/server/scripts/make-old-schema.js
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { APPLICATION_ID, MIGRATIONS } from '../dist/store/migrations.js';

const path = fileURLToPath(new URL('../src/store/schema-1.db', import.meta.url));
rmSync(path, { force: true });
const database = new DatabaseSync(path);
database.exec(`PRAGMA page_size = 512; PRAGMA auto_vacuum = INCREMENTAL; ${MIGRATIONS[0]} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1`);
const time = 1_700_000_000_000;
database.exec(`
  INSERT INTO events (recorded, kind, flow, line) VALUES (${time}, 'verdict', '0123456789ab', '{}');
  DELETE FROM events;
  INSERT INTO events (recorded, kind, flow, line) VALUES
    (${time + 1}, 'verdict', '0123456789ab', '{"kind":"verdict","number":0}'),
    (${time + 2}, 'end', '0123456789ab', '{"kind":"end","number":1}');
  INSERT INTO captures (recorded, name, bytes) VALUES (${time}, 'old.pcap', 1234);
  INSERT INTO verdicts (recorded, time, capture, flow, verdict, line) VALUES
    (${time + 1}, ${time - 1000}, NULL, '0123456789ab', 'live', '{"verdict":"live"}'),
    (${time + 2}, ${time - 9000}, 1, 'ba9876543210', 'vod', '{"verdict":"vod"}');
  INSERT INTO sensors VALUES ('tap-1', 41, ${time + 500});
`);
database.close();
