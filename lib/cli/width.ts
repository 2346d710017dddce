/**
 * Lines that fit: values take less and less room until a line is no wider than the terminal. Names
 * and places stay whole where nobody but a program reads, and are cut in their middle on a terminal
 * that has no room for them. Ids are never cut, and none of the values goes.
 *
 *   fitted((characters) => `total = ${valueText(total, characters)}  src/cart.js:41`)
 */

const defaultColumns = 120;

/** Where standard output is no terminal `COLUMNS` says how wide lines may be. */
export const lineWidth = process.stdout.columns || Number(process.env['COLUMNS']) || defaultColumns;

/** Characters that one value may take, tried in this order. */
const attempts = [80, 60, 44, 32, 24, 17, 12, 8] as const;

/** Columns that are worth another look at a value. */
const worthFilling = 4;

const colours = /\u001b\[\d+m/g;

/** Columns that a line takes on a terminal. */
export function shownLength(line: string): number {
  return line.length <= lineWidth ? line.length : line.replaceAll(colours, '').length;
}

/**
 * `line` makes it with values of at most so many characters each; the last value may take what room
 * is left then.
 */
export function fitted(
  line: (characters: number, last: number) => string,
  width = lineWidth,
): string {
  return onTerminal(fittedValues(line, width), width);
}

/** The same, too long where values alone cannot help. */
export function fittedValues(
  line: (characters: number, last: number) => string,
  width = lineWidth,
): string {
  let text = '';
  for (const characters of attempts) {
    text = line(characters, characters);
    const room = width - shownLength(text);
    if (room < 0) continue;
    if (room < worthFilling || characters === attempts[0]) return text;
    const filled = line(characters, characters + room);
    return shownLength(filled) <= width ? filled : text;
  }
  return text;
}

/** The line, on a terminal no wider than that. */
export function onTerminal(text: string, width = lineWidth): string {
  return process.stdout.isTTY ? narrowed(text, width) : text;
}

/** A name in a table, behind whose other figures a place needs room, too. */
export function onTerminalCell(text: string): string {
  const characters = Math.floor((lineWidth - figureCharacters) / 2);
  return onTerminal(text, Math.max(minPartCharacters, characters));
}

/** What the figures of a table take. */
const figureCharacters = 56;
/** Names and places keep so much at first, and so much where all else is cut. */
const partCharacters = 24;
const minPartCharacters = 12;
/** A colour, or one character. */
const cellPattern = /\u001b\[\d+m|[^]/gu;
const idPattern = /^[^\w/]*\d+:\d+/;

/** From `begin` up to `end`, in cells. */
interface Span {
  begin: number;
  end: number;
}

/**
 * The longest names and places lose their middles, then the arguments, until the line fits. Where
 * that is not enough it loses its end.
 */
export function narrowed(text: string, width: number): string {
  let cells: string[] = text.match(cellPattern) ?? [];
  let excess = cells.filter(isVisible).length - width;
  const cut = (span: Span | undefined, least: number, headShare: number): boolean => {
    if (span === undefined || excess <= 0) return false;
    const before = cells.length;
    const shown = cells.slice(span.begin, span.end).filter(isVisible).length;
    cells = withoutMiddle(cells, span, Math.max(least, shown - excess), headShare);
    excess -= before - cells.length;
    return before > cells.length;
  };
  while (cut(longestWord(cells), partCharacters, 1 / 3));
  cut(argumentsOf(cells), 1, 2 / 3);
  while (cut(longestWord(cells), minPartCharacters, 1 / 3));
  const isId = idPattern.test(text.replaceAll(colours, '').split(/\s+/).at(-1) ?? '');
  if (!isId) cut({ begin: 0, end: cells.length }, 1, 1);
  return cells.join('');
}

function isVisible(cell: string): boolean {
  return !cell.startsWith('\u001b');
}

/** `src/…/cart.js:41`: colours stay where they change. */
function withoutMiddle(cells: string[], span: Span, characters: number, share: number): string[] {
  const inside = cells.slice(span.begin, span.end);
  const shown = inside.filter(isVisible).length;
  const drop = shown - characters + 1;
  if (drop <= 1) return cells;
  const head = Math.floor((characters - 1) * share);
  const kept: string[] = [];
  let at = 0;
  for (const cell of inside) {
    const isDropped = isVisible(cell) && at >= head && at < head + drop;
    if (isVisible(cell) && at++ === head) kept.push('…');
    if (!isDropped) kept.push(cell);
  }
  return [...cells.slice(0, span.begin), ...kept, ...cells.slice(span.end)];
}

/** The longest stretch without blanks and changes of colour that is no id. */
function longestWord(cells: readonly string[]): Span | undefined {
  let longest: Span | undefined;
  let begin = 0;
  for (let at = 0; at <= cells.length; at++) {
    const cell = cells[at];
    if (cell !== undefined && isVisible(cell) && cell.trim() !== '') continue;
    const isLonger = longest === undefined || at - begin > longest.end - longest.begin;
    if (isLonger && !idPattern.test(cells.slice(begin, at).join(''))) longest = { begin, end: at };
    begin = at + 1;
  }
  return longest;
}

/** What stands in the outermost parentheses. */
function argumentsOf(cells: readonly string[]): Span | undefined {
  const begin = cells.indexOf('(') + 1;
  const end = cells.lastIndexOf(')');
  return begin > 0 && end > begin ? { begin, end } : undefined;
}
