/**
 * A slice on a terminal: the outcome, and under it what it rests on, nearest first.
 *
 *   total = NaN                   src/cart.js:41  1:4702
 *   ├─ price = undefined          argument of lineTotal, src/cart.js:12  1:4650
 *   │  └─ row.price is absent     src/db.js:17  1:3311
 *   └─ since rows.length > 0      src/cart.js:40  1:4698
 */
import type { Reason, Slice } from '../query/slice/slice.js';
import type { Output } from './output.js';
import { paint, place, plural, printable, valueText } from './text.js';
import { valueJson } from './value-json.js';
import { fitted, fittedValues, lineWidth, shownLength } from './width.js';

export function printSlice(out: Output, { effect, hidden }: Slice, cwd: string): void {
  printReason(out, effect, { lead: '', below: '', cwd });
  if (hidden > 0) out.line(paint.dim(`${plural(hidden, 'more reason')} not shown; see --limit`));
}

interface Place {
  lead: string;
  below: string;
  cwd: string;
}

function printReason(out: Output, reason: Reason, { lead, below, cwd }: Place): void {
  const { thread, seq, site, inferred } = reason;
  const id = `${String(thread.number)}:${String(seq)}`;
  const where = site === undefined ? '' : `  ${place(site, cwd)}`;
  const note = inferred === '' ? '' : paint.yellow(`  (inferred: ${printable(inferred)})`);
  const line = (characters: number): string => {
    const about = paint.dim(`${updatesText(reason, cwd, characters)}${where}  ${id}`);
    return `${paint.dim(lead)}${reasonText(reason, characters)}${about}`;
  };
  const noted = fittedValues((characters) => line(characters) + note);
  if (note === '' || shownLength(noted) <= lineWidth) out.line(noted);
  else {
    out.line(fitted(line));
    out.line(`${paint.dim(`${below}${reason.causes.length === 0 ? ' ' : '│'}`)} ${note}`);
  }
  for (const [index, cause] of reason.causes.entries()) {
    const isLast = index === reason.causes.length - 1;
    printReason(out, cause, {
      lead: `${below}${isLast ? '└─ ' : '├─ '}`,
      below: `${below}${isLast ? '   ' : '│  '}`,
      cwd,
    });
  }
}

/** `  41 updates since 0 at src/scan.js:12`; the place only where it is another one. */
function updatesText({ updates, site }: Reason, cwd: string, characters: number): string {
  if (updates === undefined) return '';
  const { seqs, isWhole, since } = updates;
  const many = `  ${isWhole ? '' : 'more than '}${plural(seqs.length, 'update')}`;
  if (since === undefined) return many;
  const isElsewhere = since.site?.file !== site?.file || since.site?.line !== site?.line;
  const where = since.site !== undefined && isElsewhere ? ` at ${place(since.site, cwd)}` : '';
  return `${many} since ${valueText(since.value, characters)}${where}`;
}

function reasonText(reason: Reason, characters: number): string {
  const { kind, name, value, hasValue, site, path, write = '' } = reason;
  const isCall = kind === 'result' || kind === 'thrown';
  const isLong = isCall && name.length > maxNameCharacters && site !== undefined;
  const shown = paint.bold(printable(isLong ? `${site.fn}(…)` : oneLine(name, characters)));
  const text = hasValue ? valueText(value, characters) : '';
  const is = hasValue ? ` = ${text}` : '';
  switch (kind) {
    case 'argument':
      return `${shown}${is}${paint.dim(`  argument of ${printable(site?.fn ?? '?')}`)}`;
    case 'result':
      // A part of it, under the name by which it was read.
      if (path.length > 0 && hasValue && site !== undefined && !name.includes('(')) {
        return `${shown}${is}${paint.dim(`  result of ${printable(site.fn)}`)}`;
      }
      return `${shown} returned${hasValue ? ` ${text}` : ''}`;
    case 'thrown':
      return `${shown} threw${hasValue ? ` ${text}` : ''}`;
    case 'branch':
      return `${paint.dim('because of')} ${shown}`;
    case 'omitted':
      return (
        `${paint.dim('because of')} ${shown}` +
        `${paint.dim(', not')} ${printable(oneLine(write, characters))}`
      );
    case 'message':
      return `${paint.cyan(printable(name))} was sent`;
    default:
      return `${shown}${is}`;
  }
}

const maxNameCharacters = 60;
const minNameCharacters = 24;

function oneLine(text: string, characters: number): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const most = Math.max(minNameCharacters, Math.min(maxNameCharacters, characters));
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

export function reasonJson(reason: Reason): string {
  const { kind, role, thread, seq, name, value, hasValue, site, inferred } = reason;
  const { number } = thread;
  const head = {
    kind,
    role,
    event: `${String(number)}:${String(seq)}`,
    name,
    fn: site?.fn ?? '',
    file: site?.file ?? '',
    line: site?.line ?? 0,
    inferred,
    ...(reason.write !== undefined && { write: reason.write }),
  };
  const shown = hasValue ? `,"value":${valueJson(value, number)}` : '';
  const causes = reason.causes.map(reasonJson).join(',');
  const updates = updatesJson(reason);
  return `${JSON.stringify(head).slice(0, -1)}${shown}${updates},"causes":[${causes}]}`;
}

/** The events of all updates, and what the variable or property was before them. */
function updatesJson({ updates, thread: { number } }: Reason): string {
  if (updates === undefined) return '';
  const { seqs, isWhole, since } = updates;
  const events = seqs.map((seq) => `"${String(number)}:${String(seq)}"`).join(',');
  const head = `,"updates":{"events":[${events}],"complete":${String(isWhole)}`;
  if (since === undefined) return `${head}}`;
  const place = JSON.stringify({ file: since.site?.file ?? '', line: since.site?.line ?? 0 });
  const from = `${place.slice(0, -1)},"value":${valueJson(since.value, number)}}`;
  return `${head},"since":${from}}`;
}
