// A worker reads prices, the main thread adds them up. One line of the list has no price.
import { Worker, isMainThread, parentPort } from 'node:worker_threads';

const list = ['apple;120', 'bread;250', 'cherry', 'dates;400'];

function parseLine(line) {
  const [name, text] = line.split(';');
  const cents = Number(text);
  return { name, cents };
}

function readPrices(lines) {
  const prices = [];
  for (const line of lines) prices.push(parseLine(line));
  parentPort.postMessage(prices);
}

function addUp(prices) {
  let total = 0;
  for (const price of prices) {
    total += price.cents;
  }
  console.log(`total: ${total}`);
}

if (isMainThread) {
  const worker = new Worker(new URL(import.meta.url));
  worker.once('message', addUp);
} else {
  readPrices(list);
}
