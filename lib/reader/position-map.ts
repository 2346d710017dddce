/** Upstream source maps: from a position in what ran to the one in what the user wrote. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SourceMapConsumer, type RawSourceMap } from 'source-map';
import { asObject, parseObject } from './json.js';

export interface Position {
  file: string;
  /** From 1. */
  line: number;
  column: number;
}

export interface PositionMap {
  /** Line and column from 1; undefined where the map has nothing to say. */
  original(line: number, column: number): Position | undefined;
  /** Whether it has names of identifiers. */
  hasNames: boolean;
  /** The name, before it was another, of the identifier that begins just there. */
  nameAt(line: number, column: number): string | undefined;
  close(): void;
}

/** Larger maps are left alone: every mapping takes some fifty bytes, every section a map. */
const maxMapCharacters = 64 * 2 ** 20;
const maxSections = 1000;

/**
 * The map in `text`; undefined without one or where it cannot be read. Sources are never opened.
 */
export async function openPositionMap(
  text: string,
  modulePath: string,
): Promise<PositionMap | undefined> {
  if (text === '' || text.length > maxMapCharacters) return undefined;
  const json = parseObject(text);
  if (json === undefined) return undefined;
  const { sections } = json;
  if (Array.isArray(sections) && sections.length > maxSections) return undefined;
  const base = modulePath.startsWith('/') ? pathToFileURL(modulePath).href : modulePath;
  try {
    const consumer = await new SourceMapConsumer(json as unknown as RawSourceMap, base);
    return {
      original: (line, column) => originalPosition(consumer, line, column),
      hasNames: hasNames(json),
      nameAt: (line, column) => nameAt(consumer, line, column),
      close() {
        consumer.destroy();
      },
    };
  } catch {
    return undefined; // a map that is none: positions stay those of the code that ran
  }
}

type Consumer = Pick<SourceMapConsumer, 'originalPositionFor'>;
type Mapping = ReturnType<SourceMapConsumer['originalPositionFor']>;

/** The mapping that covers the place; undefined where there is none. */
function mappingAt(consumer: Consumer, line: number, column: number): Mapping | undefined {
  if (line < 1 || column < 1) return undefined;
  try {
    // Mappings are parsed at the first question, and may turn out to be none.
    return consumer.originalPositionFor({ line, column: column - 1 });
  } catch {
    return undefined;
  }
}

function originalPosition(consumer: Consumer, line: number, column: number): Position | undefined {
  const found = mappingAt(consumer, line, column);
  if (found === undefined || found.source === null || found.line === null) return undefined;
  return { file: toPath(found.source), line: found.line, column: (found.column ?? 0) + 1 };
}

/** A mapping goes on to the next: only where it begins is its name that of what stands there. */
function nameAt(consumer: Consumer, line: number, column: number): string | undefined {
  const found = mappingAt(consumer, line, column);
  if (found?.name == null) return undefined;
  const before = mappingAt(consumer, line, column - 1);
  const isSame =
    before?.source === found.source &&
    before.line === found.line &&
    before.column === found.column &&
    before.name === found.name;
  return isSame ? undefined : found.name.replace(/^#/, '');
}

function hasNames({ names, sections }: Record<string, unknown>): boolean {
  const parts = Array.isArray(sections)
    ? sections.map((part) => asObject(asObject(part)['map']))
    : [];
  return [names, ...parts.map((part) => part['names'])].some(
    (list) => Array.isArray(list) && list.length > 0,
  );
}

function toPath(source: string): string {
  try {
    return source.startsWith('file:') ? fileURLToPath(source) : source;
  } catch {
    return source;
  }
}
