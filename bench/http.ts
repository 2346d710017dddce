/**
 * A fastify server under a bounded loopback load: CPU time of the server process for a fixed number
 * of requests. The peers that npm has join in the same run when they are installed beside
 * (optional).
 */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pairedRatio, plain, recorded, root, type Variant } from './measure.js';
import type { Benchmark, Row } from './rows.js';

const program = join(root, 'bench/programs/server/server.mjs');
const rounds = 9;
const warmUpRequests = 3_000;
const requests = 9_000;

const targets: Record<string, [must: number, aim: number]> = {
  'default plan': [1.05, 1.02],
  'whole, calls': [1.6, 1.25],
  'whole, values': [2, 1.5],
  'own code, state': [1.3, 1.1],
};
const connections = 10;

export const http: Benchmark = {
  name: 'http',
  what: `fastify, ${String(connections)} connections on loopback, CPU of the server`,
  run: measure,
};

async function measure(): Promise<Row[]> {
  const out = mkdtempSync(join(tmpdir(), 'scope-bench-http-'));
  const variants = [
    plain,
    recorded('default plan', out, {}),
    recorded('whole, calls', out, {
      SCOPE_INCLUDE: '**',
      SCOPE_LEVEL: 'calls',
    }),
    recorded('whole, values', out, { SCOPE_INCLUDE: '**' }),
    recorded('own code, state', out, { SCOPE_LEVEL: 'state' }),
    ...peers(),
  ];
  const cpu = new Map<string, number[]>(variants.map(({ name }) => [name, []]));
  let turn = 0;
  for (let round = 0; round < rounds; round++) {
    for (const variant of variants) {
      const unique = { ...variant.env, SCOPE_NAME: `run-${String(turn++)}` };
      cpu.get(variant.name)?.push(await serve({ ...variant, env: unique }));
    }
  }
  rmSync(out, { recursive: true, force: true });
  const of = (name: string): number[] => cpu.get(name) ?? [];
  return variants.slice(1).map((variant): Row => {
    const row: Row = {
      benchmark: 'http',
      variant: variant.name,
      metric: 'CPU ratio',
      value: pairedRatio(of(variant.name), of('plain')),
      unit: 'x',
    };
    const target = targets[variant.name];
    if (target !== undefined) [row.must, row.aim] = target;
    return row;
  });
}

/** Installed by hand beside the project (`npm i --no-save appmap-node ...`), never a dependency. */
function peers(): Variant[] {
  const appmap = join(root, 'node_modules/appmap-node/dist/register.js');
  const telemetry = join(root, 'node_modules/@opentelemetry/auto-instrumentations-node');
  const found: Variant[] = [];
  if (existsSync(appmap)) found.push({ name: 'appmap-node', nodeArgs: ['--require', appmap] });
  if (existsSync(telemetry)) {
    found.push({
      name: 'OpenTelemetry',
      nodeArgs: ['--require', join(telemetry, 'build/src/register.js')],
      env: { OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' },
    });
  }
  return found;
}

async function serve(variant: Variant): Promise<number> {
  const server = fork(program, [], {
    execArgv: variant.nodeArgs ?? [],
    env: { ...process.env, ...variant.env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { port } = (await message(server)) as { port: number };
  await load(port, warmUpRequests);
  server.send('begin');
  await message(server);
  await load(port, requests);
  server.send('end');
  const { cpuMs } = (await message(server)) as { cpuMs: number };
  await new Promise((resolve) => server.once('exit', resolve));
  return cpuMs;
}

function message(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`server ended early (${String(code)})`)));
  });
}

export async function load(port: number, count: number): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const path = '/quote?items=apple:2,bread,cheese:7';
  let sent = 0;
  const client = async (): Promise<void> => {
    while (sent++ < count) await request({ agent, port, path });
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
}

function request(options: { agent: Agent; port: number; path: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', ...options }, (response) => {
      response.resume();
      response.on('end', resolve);
      response.on('error', reject);
    }).on('error', reject);
  });
}
