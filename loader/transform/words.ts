/**
 * Lists of words that are told apart by length and first two units, so that a name is compared with
 * one of them at most.
 *
 *   new Words(['const', 'class', 'catch']).indexOf('class')    // 1
 */

/** Longer words than any of a list. */
const maxLength = 16;
const unitBits = 5;
const unitMask = (1 << unitBits) - 1;

export class Words {
  private readonly places = new Uint8Array(maxLength << (2 * unitBits));

  constructor(private readonly words: readonly string[]) {
    words.forEach((word, index) => {
      const key = keyOf(word);
      if (this.places[key] !== 0) throw new Error(`${word} has the shape of another word`);
      this.places[key] = index + 1;
    });
  }

  /** -1: it is none of them. */
  indexOf(text: string): number {
    if (text.length >= maxLength) return -1;
    const index = this.places[keyOf(text)]! - 1;
    return index >= 0 && this.words[index] === text ? index : -1;
  }

  test(text: string): boolean {
    return this.indexOf(text) >= 0;
  }
}

function keyOf(text: string): number {
  const first = text.charCodeAt(0) & unitMask;
  const second = text.charCodeAt(1) & unitMask;
  return (((text.length << unitBits) | first) << unitBits) | second;
}

const known = new Map<object, Pick<RegExp, 'test'>>();

/** The same for a pattern that lists words, as acorn makes them: `/^(?:one|two)$/`. */
export function wordsOf(pattern: Pick<RegExp, 'test'>): Pick<RegExp, 'test'> {
  let words = known.get(pattern);
  if (words === undefined) {
    words = new Words((pattern as RegExp).source.slice('^(?:'.length, -')$'.length).split('|'));
    known.set(pattern, words);
  }
  return words;
}

const wordUnits = new Uint8Array(128);
for (const range of ['az', 'AZ', '09', '$$', '__']) {
  wordUnits.fill(1, range.charCodeAt(0), range.charCodeAt(1) + 1);
}

export function isWordUnit(unit: number): boolean {
  return unit < wordUnits.length && wordUnits[unit] === 1;
}
