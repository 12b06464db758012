// Preloaded into every thread: ends each worker before it has done anything.
import { isMainThread } from 'node:worker_threads';

if (!isMainThread) process.exit(7);
