/**
 * Texts of scripts and places in them, for the last words: ours, files, and Node's own.
 */
import { readFileSync } from 'node:fs';
import type { Format } from '../../lib/plan/parse.js';
import { pathOfUrl } from '../file-urls.js';
import type { TransformModule } from '../modules.js';
import { kindBits } from '../probes.js';
import type { Thrown } from '../runtime/throws.js';
import { Original } from '../transform/original.js';
import type { GuestTexts } from './texts.js';

/** The text of one of Node's own modules, by its name without `node:`. */
export type TextInNode = (name: string) => string | undefined;

interface Sources {
  texts: GuestTexts;
  textInNode: TextInNode;
}

export interface Script {
  name: string;
  text: Original;
  format: Format;
}

/** A script's text as it was written; undefined where it cannot be read. */
export function scriptNamed(name: string, { texts, textInNode }: Sources): Script | undefined {
  const known = texts.named(name);
  const source = known?.source ?? textOf(name, textInNode);
  if (source === undefined) return undefined;
  const format = known?.format ?? (name.startsWith('file:') ? 'module' : 'commonjs');
  return { name, text: new Original(source, source, new Int32Array(0)), format };
}

function textOf(name: string, textInNode: TextInNode): string | undefined {
  if (name.startsWith('node:')) return textInNode(name.slice('node:'.length));
  try {
    return readFileSync(pathOfUrl(name), 'utf8');
  } catch {
    return undefined;
  }
}

export interface ScriptPlace {
  script: Script;
  line: number;
  column: number;
}

/**
 * Where an error was thrown, from the stack that it has: exactly for what the engine throws and for
 * `throw new …`; otherwise where it was made.
 */
export function throwPlace(
  stack: string,
  sources: Sources,
  transform: () => TransformModule,
): ScriptPlace | undefined {
  let made: ScriptPlace | undefined;
  for (const place of placesIn(stack, sources)) {
    const { thrownAt } = transform();
    const offset = place.script.text.offsetOf(place.line, place.column);
    const { throwStart, isMade } = thrownAt(place.script.text.source, place.script.format, offset);
    if (throwStart >= 0) return { script: place.script, ...place.script.text.at(throwStart) };
    if (!isMade) return made ?? place;
    made ??= place;
  }
  return made;
}

/** Where recorded code threw. */
export function placeIn({ header, offset }: Thrown, sources: Sources): ScriptPlace | undefined {
  const known = sources.texts.bySite(header >> kindBits);
  if (known === undefined) return undefined;
  const script = scriptNamed(known.format === 'module' ? known.url : known.path, sources);
  return script && { script, ...script.text.at(offset) };
}

const stackLine = /\n {4}at (?:.* \()?((?:\/|file:|node:).*):(\d+):(\d+)\)?(?=\n|$)/g;
const maxStackLines = 4;

/** The first place that a stack names, in whatever script. */
export function firstPlace(
  stack: string,
): { name: string; line: number; column: number } | undefined {
  stackLine.lastIndex = 0;
  const [, name, line, column] = stackLine.exec(stack) ?? [];
  return name === undefined ? undefined : { name, line: Number(line), column: Number(column) };
}

function* placesIn(stack: string, sources: Sources): Generator<ScriptPlace> {
  stackLine.lastIndex = 0;
  for (let count = 0; count < maxStackLines; count++) {
    const [, name, line, column] = stackLine.exec(stack) ?? [];
    const script = name === undefined ? undefined : scriptNamed(name, sources);
    if (script === undefined) return;
    yield { script, line: Number(line), column: Number(column) };
  }
}
