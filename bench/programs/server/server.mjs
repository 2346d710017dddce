// A small JSON API on fastify. Prints its port and, asked by IPC, the CPU time between "begin" and "stop".
import Fastify from 'fastify';
import { quote } from './quote.mjs';

const app = Fastify();
app.get('/quote', async (request) => quote(request.query.items ?? ''));
app.post('/echo', async (request) => ({ ok: true, size: JSON.stringify(request.body).length }));

await app.listen({ port: 0, host: '127.0.0.1' });
process.send({ port: app.server.address().port });
let before = process.cpuUsage();
process.on('message', async (message) => {
  if (message === 'begin') {
    before = process.cpuUsage();
    process.send('begun');
    return;
  }
  const { user, system } = process.cpuUsage(before);
  process.send({ cpuMs: (user + system) / 1000 });
  await app.close();
  process.disconnect();
});
