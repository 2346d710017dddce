import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Inventory, type Item } from './inventory.js';

const inventory = new Inventory<Item>((item) => item.name);
inventory.add({ name: 'apple', cents: 120, tags: ['fruit'] });

function answer(request: IncomingMessage, response: ServerResponse): void {
  const name = new URL(request.url ?? '/', 'http://localhost').searchParams.get('name');
  const item = name === null ? undefined : inventory.find(name);
  response.writeHead(item === undefined ? 404 : 200);
  response.end(JSON.stringify(item ?? { error: 'unknown' }));
}

createServer(answer).listen(0);
