/**
 * Lines that fit: values take less and less room until a line is no wider than the terminal. Names,
 * places and ids stay whole.
 *
 *   fitted((characters) => `total = ${valueText(total, characters)}  src/cart.js:41`)
 */

const defaultColumns = 100;

/** Where standard output is no terminal `COLUMNS` says how wide lines may be. */
export const lineWidth = process.stdout.columns || Number(process.env['COLUMNS']) || defaultColumns;

/** So few that a list of values is cut short. */
export const fewCharacters = 8;
/** Characters that one value may take, tried in this order. */
const attempts = [80, 60, 44, 32, 24, 17, 12, fewCharacters] as const;

const colours = /\u001b\[\d+m/g;

/** Columns that a line takes on a terminal. */
export function shownLength(line: string): number {
  return line.length <= lineWidth ? line.length : line.replaceAll(colours, '').length;
}

/** `line` makes it with values of at most so many characters each. */
export function fitted(line: (characters: number) => string, width = lineWidth): string {
  let text = '';
  for (const characters of attempts) {
    text = line(characters);
    if (shownLength(text) <= width) return text;
  }
  return text;
}
