/**
 * Lines that fit: values take less and less room until a line is no wider than the terminal. Names,
 * places and ids stay whole, and none of the values goes: a line that is still too long is wrapped.
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
