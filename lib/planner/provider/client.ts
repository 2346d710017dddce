/**
 * The one network client of scope: the `openai` package, which talks to any compatible server,
 * loaded when it is first needed. Every failure becomes a ProviderError with one clear sentence.
 */
import type OpenAI from 'openai';
import { answerSchema } from './answer.js';

export interface ProviderSettings {
  model: string;
  /** Empty: the client's default. */
  baseUrl: string;
  key: string;
  api: 'chat' | 'responses';
  timeoutMs: number;
}

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface Reply {
  text: string;
  inputTokens: number;
  outputTokens: number;
}

export class ProviderError extends Error {
  override name = 'ProviderError';
}

const maxRetries = 2;
const schemaName = 'plan_answer';

export class Provider {
  readonly #settings: ProviderSettings;
  #client: OpenAI | undefined;

  constructor(settings: ProviderSettings) {
    this.#settings = settings;
  }

  /** Throws ProviderError. */
  async ask(messages: Message[]): Promise<Reply> {
    try {
      const client = (this.#client ??= await this.#open());
      return this.#settings.api === 'chat'
        ? await chat(client, this.#settings.model, messages)
        : await responses(client, this.#settings.model, messages);
    } catch (error) {
      throw error instanceof ProviderError ? error : new ProviderError(sentenceOf(error));
    }
  }

  async #open(): Promise<OpenAI> {
    const { default: Client } = await import('openai');
    const { baseUrl, key, timeoutMs } = this.#settings;
    return new Client({
      apiKey: key,
      timeout: timeoutMs,
      maxRetries,
      ...(baseUrl === '' ? {} : { baseURL: baseUrl }),
    });
  }
}

async function chat(client: OpenAI, model: string, messages: Message[]): Promise<Reply> {
  const completion = await client.chat.completions.create({
    model,
    messages,
    response_format: {
      type: 'json_schema',
      json_schema: { name: schemaName, strict: true, schema: answerSchema },
    },
  });
  const choice = (completion.choices as typeof completion.choices | undefined)?.[0];
  if (choice === undefined) throw new ProviderError('the server sent no choice');
  const { refusal, content } = choice.message;
  if (refusal) throw new ProviderError(`the model refused: ${oneLine(refusal)}`);
  if (choice.finish_reason === 'length') throw new ProviderError('the answer was cut off');
  const { usage } = completion;
  return {
    text: content ?? '',
    inputTokens: usage?.prompt_tokens ?? 0,
    outputTokens: usage?.completion_tokens ?? 0,
  };
}

async function responses(client: OpenAI, model: string, messages: Message[]): Promise<Reply> {
  const response = await client.responses.create({
    model,
    input: messages,
    store: false,
    text: {
      format: { type: 'json_schema', name: schemaName, strict: true, schema: { ...answerSchema } },
    },
  });
  for (const item of response.output) {
    if (item.type !== 'message') continue;
    for (const part of item.content) {
      if (part.type !== 'refusal') continue;
      throw new ProviderError(`the model refused: ${oneLine(part.refusal)}`);
    }
  }
  if (response.status === 'incomplete') throw new ProviderError('the answer was cut off');
  return {
    text: response.output_text,
    inputTokens: response.usage?.input_tokens ?? 0,
    outputTokens: response.usage?.output_tokens ?? 0,
  };
}

function sentenceOf(error: unknown): string {
  const { status, message } = error as { status?: number; message?: string };
  if (status === 401 || status === 403) return 'the server refused the key';
  if (status === 429) return 'the server says that there were too many requests';
  if (status !== undefined) return `the server answered ${String(status)}: ${oneLine(message)}`;
  if ((error as Error).constructor.name === 'APIConnectionTimeoutError')
    return 'the server did not answer in time';
  return `the server could not be reached or broke off: ${oneLine(message)}`;
}

function oneLine(text = ''): string {
  return text
    .replaceAll(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
