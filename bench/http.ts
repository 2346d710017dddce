/**
 * A fastify and an express server under a bounded loopback load: CPU time of the server process for
 * a fixed number of requests. The peers that npm has join in the same run when they are installed
 * beside (optional).
 */
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pairedRatio, plain, recorded, root, type Variant } from './measure.js';
import type { Benchmark, Row } from './rows.js';

/** A server, and the path of a request of this number. */
interface App {
  program: string;
  path: (number: number) => string;
}

const fastify: App = {
  program: join(root, 'bench/programs/server/server.mjs'),
  path: () => '/quote?items=apple:2,bread,cheese:7',
};
const express: App = {
  program: join(root, 'bench/programs/server/shop.cjs'),
  path: (number) => {
    const cart = `/cart/u${String(number % 50)}`;
    return number % 3 === 0 ? cart : `${cart}/add/p${String(number % 200)}`;
  },
};
const rounds = 9;
const warmUpRequests = 3_000;
const requests = 9_000;

const targets: Record<string, [must: number, aim: number]> = {
  'default plan': [1.05, 1.02],
  'whole, calls': [1.6, 1.25],
  'whole, values': [2, 1.5],
  'own code, state': [1.3, 1.1],
  'express, own code, state': [1.3, 1.1],
};
const connections = 10;
/** Numbers recordings. */
let turn = 0;

export const http: Benchmark = {
  name: 'http',
  what: `fastify and express, ${String(connections)} connections on loopback, CPU of the server`,
  run: measure,
};

async function measure(): Promise<Row[]> {
  const out = mkdtempSync(join(tmpdir(), 'scope-bench-http-'));
  const state = { SCOPE_LEVEL: 'state' };
  const rows = [
    ...(await compare(fastify, [
      recorded('default plan', out, {}),
      recorded('whole, calls', out, { SCOPE_INCLUDE: '**', SCOPE_LEVEL: 'calls' }),
      recorded('whole, values', out, { SCOPE_INCLUDE: '**' }),
      recorded('own code, state', out, state),
      ...peers(),
    ])),
    ...(await compare(express, [
      recorded('express, default plan', out, {}),
      recorded('express, own code, state', out, state),
    ])),
  ];
  rmSync(out, { recursive: true, force: true });
  return rows;
}

/** Runs of plain and recorded servers alternate. */
async function compare(app: App, variants: readonly Variant[]): Promise<Row[]> {
  const all = [plain, ...variants];
  const cpu = new Map<string, number[]>(all.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const variant of all) {
      const unique = { ...variant.env, SCOPE_NAME: `run-${String(turn++)}` };
      cpu.get(variant.name)?.push(await serve(app, { ...variant, env: unique }));
    }
  }
  const of = (name: string): number[] => cpu.get(name) ?? [];
  return variants.map((variant): Row => {
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

async function serve({ program, path }: App, variant: Variant): Promise<number> {
  const server = fork(program, [], {
    execArgv: variant.nodeArgs ?? [],
    env: { ...process.env, ...variant.env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { port } = (await message(server)) as { port: number };
  await load(port, warmUpRequests, path);
  server.send('begin');
  await message(server);
  await load(port, requests, path);
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

export async function load(port: number, count: number, path = fastify.path): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let sent = 0;
  const client = async (): Promise<void> => {
    while (sent < count) await request({ agent, port, path: path(sent++) });
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
