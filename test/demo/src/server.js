import { createServer } from 'node:http';
import { Cart, parseItems } from './cart.js';

export function startServer() {
  const server = createServer((request, response) => {
    handle(new URL(request.url, 'http://localhost'))
      .then((body) => reply(response, 200, body))
      .catch((error) => reply(response, 422, { error: error.message }));
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

export async function handle(url) {
  const cart = new Cart();
  for (const { item, quantity } of parseItems(url.searchParams.get('items') ?? '')) {
    cart.add(item, quantity);
  }
  return { total: await cart.total() };
}

function reply(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
