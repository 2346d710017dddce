/** What `scope step` shows: place and time, source, variables, callers, and where in time it is. */
import { isObject } from '../model/object-states.js';
import type { FrameAt, ThreadAt } from '../query/at.js';
import type { Stepper } from '../query/stepper.js';
import { kindName } from '../reader/kind-names.js';
import type { Value } from '../reader/value.js';
import { moment, paint, place, printable, valueText } from './text.js';
import { fitted } from './width.js';

/** Lines of source before and behind the present one. */
const sourceLines = 5;
const maxCallers = 4;
const shownDepth = 2;

export class Screen {
  readonly #stepper: Stepper;
  readonly #cwd: string;
  readonly #texts = new Map<number, string[]>();
  readonly #total: number;

  constructor(stepper: Stepper, cwd: string) {
    this.#stepper = stepper;
    this.#cwd = cwd;
    const { account, blocks } = stepper.thread;
    const counted = blocks.events.at(-1)?.header;
    this.#total = account?.emitted ?? (counted ? counted.firstSeq + counted.eventCount : 0);
  }

  /** At most `rows` lines. */
  text(columns: number, rows: number, message: string): string {
    const here = this.#stepper.here;
    const [frame, ...callers] = here.frames;
    const lines = [this.#head(here), this.#timeline(columns), ''];
    if (frame !== undefined) lines.push(...this.#source(frame, here, columns), '');
    const room = Math.max(0, rows - 1 - lines.length);
    if (frame !== undefined) lines.push(...this.#variables(frame, here, room));
    lines.push(...callers.slice(0, maxCallers).map((caller) => this.#caller(caller)));
    if (callers.length > maxCallers) {
      lines.push(paint.dim(`  ${String(callers.length - maxCallers)} more callers`));
    }
    const shown = lines.slice(0, Math.max(1, rows - 1));
    shown.push(message);
    return `${shown.join('\n')}\n`;
  }

  #head({ thread, seq, site, kind }: ThreadAt): string {
    const id = paint.bold(`${String(thread.number)}:${String(seq)}`);
    const what = site === undefined ? '' : site.variable || site.property || site.fn;
    const where = site === undefined ? '' : place(site, this.#cwd);
    const event = `${kindName(kind)} ${printable(what)}`;
    return `${id}  ${event}  ${paint.dim(`${where}  ${moment(this.#stepper.time)}`)}`;
  }

  /** Where the event lies among all of its thread. */
  #timeline(columns: number): string {
    const width = Math.max(10, Math.min(columns, 100) - 2);
    const part = this.#total === 0 ? 0 : this.#stepper.seq / this.#total;
    const at = Math.min(width - 1, Math.floor(part * width));
    return paint.dim('─'.repeat(at)) + paint.cyan('●') + paint.dim('─'.repeat(width - at - 1));
  }

  #source({ place: reached }: FrameAt, { sites }: ThreadAt, columns: number): string[] {
    const module = sites.moduleOf(reached.id);
    if (module === undefined) return [];
    let text = this.#texts.get(module.firstSite);
    if (text === undefined) {
      this.#texts.set(module.firstSite, (text = module.source().split('\n')));
    }
    const line = lineOf(text, reached.start);
    const lines: string[] = [];
    for (let at = Math.max(0, line - sourceLines); at <= line + sourceLines; at++) {
      const code = text[at];
      if (code === undefined) break;
      const shown = printable(code.replaceAll('\t', '  ').trimEnd()).slice(
        0,
        Math.max(20, columns - 9),
      );
      const number = String(at + 1).padStart(5);
      lines.push(
        at === line
          ? `${paint.cyan(`▶${number}`)}  ${paint.bold(shown)}`
          : paint.dim(` ${number}  `) + shown,
      );
    }
    return lines;
  }

  /** The first `room`: thousands may stand at a module's top. */
  #variables({ variables, unknown }: FrameAt, { state }: ThreadAt, room: number): string[] {
    const first = variables.slice(0, room);
    const width = Math.min(20, Math.max(0, ...first.map(({ name }) => name.length)));
    // A function is told by its name, and seldom is a block without one.
    const isOpened = (value: Value): boolean => isObject(value) && value.class !== 'function';
    const opened = first.map(({ value }) => value).filter(isOpened);
    state.objects.prepareInside(opened, shownDepth, Infinity);
    const lines = first.map(({ name, value, seq }) => {
      const shown = isOpened(value) ? state.objects.resolve(value, shownDepth) : value;
      const isNew = seq === this.#stepper.seq;
      const head = `  ${printable(name).padEnd(width)} = `;
      const text = fitted((characters) => head + valueText(shown, characters));
      return isNew ? paint.green(text) : text;
    });
    if (unknown !== '') lines.push(paint.dim(`  (${unknown})`));
    return lines;
  }

  #caller({ site, place: reached, frame }: FrameAt): string {
    const where = `${place(reached, this.#cwd)}  ${frame.call?.id ?? ''}`;
    return `${paint.dim('called by')} ${printable(site.fn)}  ${paint.dim(where)}`;
  }
}

/** Index of the line that holds the offset. */
function lineOf(lines: readonly string[], offset: number): number {
  let left = offset;
  for (const [index, line] of lines.entries()) {
    if (left <= line.length) return index;
    left -= line.length + 1;
  }
  return Math.max(0, lines.length - 1);
}
