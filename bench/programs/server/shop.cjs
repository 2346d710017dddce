// A shop's carts on express, all of it the own code of an application. Tells its port and, by IPC,
// the CPU time between "begin" and "end".
const express = require('express');

const products = new Map();
for (let number = 0; number < 200; number++) {
  const id = `p${number}`;
  products.set(id, { id, price: 10 + (number % 17), tags: ['a', 'b'] });
}
const carts = new Map();

function cartOf(user) {
  let cart = carts.get(user);
  if (cart === undefined) {
    cart = { user, lines: [], total: 0 };
    carts.set(user, cart);
  }
  return cart;
}

function addLine(cart, id, count) {
  const product = products.get(id);
  if (product === undefined) return undefined;
  let line = cart.lines.find((one) => one.id === id);
  if (line === undefined) {
    line = { id, count: 0, sum: 0 };
    cart.lines.push(line);
    if (cart.lines.length > 12) cart.lines.shift();
  }
  line.count += count;
  line.sum = line.count * product.price;
  return line;
}

function totalOf(cart) {
  let total = 0;
  for (const { sum } of cart.lines) total += sum;
  const discount = total > 500 ? total * 0.1 : 0;
  cart.total = total - discount;
  return cart.total;
}

const app = express();

app.get('/cart/:user/add/:id', async (request, response) => {
  const cart = cartOf(request.params.user);
  const line = addLine(cart, request.params.id, 1);
  if (line === undefined) {
    response.status(404).json({ error: 'no such product' });
    return;
  }
  const total = totalOf(cart);
  await null;
  response.json({ line, total, lines: cart.lines.length });
});

app.get('/cart/:user', (request, response) => {
  const cart = cartOf(request.params.user);
  const shown = cart.lines
    .map(({ id, count, sum }) => ({ id, count, sum }))
    .sort((a, b) => b.sum - a.sum);
  response.json({ user: cart.user, shown, total: totalOf(cart) });
});

const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
let before = process.cpuUsage();
process.on('message', (message) => {
  if (message === 'begin') {
    before = process.cpuUsage();
    process.send('begun');
    return;
  }
  const { user, system } = process.cpuUsage(before);
  process.send({ cpuMs: (user + system) / 1000 });
  server.close();
  server.closeAllConnections();
  process.disconnect();
});
