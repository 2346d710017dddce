// Starts the shop, sends it three requests, prints the answers and ends.
import { startServer } from './server.js';

async function ask(port, items) {
  const response = await fetch(`http://127.0.0.1:${port}/total?items=${items}`);
  return `${items} -> ${response.status} ${await response.text()}`;
}

const server = await startServer();
const { port } = server.address();
for (const items of ['apple:2,bread', 'cheese:3', 'apple,unicorn']) {
  console.log(await ask(port, items));
}
server.close();
server.closeAllConnections();
