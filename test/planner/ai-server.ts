/** A loopback server that speaks the API strictly, or as badly as a test wants. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Ajv from 'ajv';

export interface ChatRequest {
  model: string;
  messages: { role: string; content: string }[];
  response_format: { type: string; json_schema: { strict: boolean; schema: object } };
}

/** What the model answers: its text, or the whole response. */
export type Answerer = (
  request: ChatRequest,
  turn: number,
  response: ServerResponse,
) => string | undefined;

export interface AiServer {
  url: string;
  requests: ChatRequest[];
  close: () => void;
}

export async function aiServer(answer: Answerer): Promise<AiServer> {
  const requests: ChatRequest[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const refused = strict(request, body);
      if (refused !== undefined) {
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: { message: refused } }));
        return;
      }
      const isChat = request.url === chatPath;
      const parsed = isChat ? (JSON.parse(body) as ChatRequest) : asChat(body);
      requests.push(parsed);
      const text = answer(parsed, requests.length, response);
      if (text !== undefined) send(response, 200, isChat ? completion(text) : output(text));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/v1`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'retry-after-ms': '1' });
  response.end(JSON.stringify(body));
}

export function completion(content: string | null, refusal: string | null = null): object {
  return {
    id: 'c',
    object: 'chat.completion',
    choices: [
      { index: 0, finish_reason: 'stop', message: { role: 'assistant', content, refusal } },
    ],
    usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 },
  };
}

/** The same where the other of the two APIs was asked. */
export function output(text: string, type: 'output_text' | 'refusal' = 'output_text'): object {
  const part = type === 'refusal' ? { type, refusal: text } : { type, text, annotations: [] };
  return {
    id: 'r',
    object: 'response',
    status: 'completed',
    output: [{ id: 'm', type: 'message', role: 'assistant', status: 'completed', content: [part] }],
    usage: { input_tokens: 100, output_tokens: 20, total_tokens: 120 },
  };
}

const chatPath = '/v1/chat/completions';

interface ResponsesRequest {
  model: string;
  input: ChatRequest['messages'];
  store: boolean;
  text: { format: { type: string; strict: boolean; schema: object } };
}

function asChat(body: string): ChatRequest {
  const { model, input, text } = JSON.parse(body) as ResponsesRequest;
  const { type, ...schema } = text.format;
  return { model, messages: input, response_format: { type, json_schema: schema } };
}

/** Importance 8 for every function asked about. */
export function obedient({ messages }: ChatRequest): string {
  const ids = [...messages[1]!.content.matchAll(/^id (f\d+): /gm)].map(([, id]) => id);
  return JSON.stringify({
    functions: ids.map((id) => ({ id, importance: 8, reason: 'prices are added here' })),
  });
}

/** What a real server would refuse. */
function strict(request: IncomingMessage, body: string): string | undefined {
  const isChat = request.url === chatPath;
  if (!isChat && request.url !== '/v1/responses') return `no such path: ${String(request.url)}`;
  if (request.headers.authorization !== 'Bearer test-key') return 'wrong key';
  const parsed = isChat ? (JSON.parse(body) as ChatRequest) : asChat(body);
  if (!isChat && (JSON.parse(body) as ResponsesRequest).store) return 'it asks to be kept';
  const { model, messages, response_format: format } = parsed;
  if (model !== 'test-model') return 'no such model';
  if (!Array.isArray(messages) || messages.length === 0) return 'no messages';
  const { type, json_schema: schema } = format;
  if (type !== 'json_schema' || !schema.strict) return 'no strict schema';
  if (!new Ajv().validateSchema(schema.schema)) return 'an invalid schema';
  return undefined;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += String(part);
  return body;
}
