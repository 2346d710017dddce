// `threads.mjs N`: N workers emit events for a second, all at once; prints their events per second.
import { isMainThread, Worker, parentPort } from 'node:worker_threads';

const durationMs = 1000;

if (isMainThread) {
  const workers = Array.from(
    { length: Number(process.argv[2]) },
    () => new Worker(new URL(import.meta.url)),
  );
  await Promise.all(workers.map((worker) => new Promise((ready) => worker.once('message', ready))));
  const counts = workers.map((worker) => new Promise((done) => worker.once('message', done)));
  for (const worker of workers) worker.postMessage('go');
  const sum = (await Promise.all(counts)).reduce((all, count) => all + count, 0);
  console.log(JSON.stringify({ eventsPerSecond: sum / (durationMs / 1e3) }));
  for (const worker of workers) await worker.terminate();
} else {
  const body = `for (let i = 0; i < n; i++) { __s$e(${(1 << 6) | 1}); __s$l(${(1 << 6) | 10}); }`;
  const emit = new Function('n', body);
  emit(1e5);
  parentPort.once('message', () => {
    const end = performance.now() + durationMs;
    let count = 0;
    for (; performance.now() < end; count += 2e4) emit(1e4);
    parentPort.postMessage(count);
  });
  parentPort.postMessage('ready');
}
