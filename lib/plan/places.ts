/**
 * Places in a text that the syntax tree does not tell: lines, and tokens between two nodes, where
 * only white space, comments and punctuation can stand.
 */

/** Offset of `token` at or after `from`, comments skipped; -1 when it does not come before `to`. */
export function findToken(source: string, token: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    i = skipBlank(source, i);
    if (source.startsWith(token, i)) return i;
  }
  return -1;
}

/** Offset of the first character at or after `from` that is neither white space nor comment. */
export function skipBlank(source: string, from: number): number {
  const pattern = /(?:\s|\/\*[^]*?\*\/|(?:\/\/|<!--|-->).*)*/y;
  pattern.lastIndex = from;
  pattern.exec(source);
  return pattern.lastIndex;
}

/** A space where an operand touches its keyword: `return"x"`. */
export function gap(whole: Place, operand: Place, keyword: string): string {
  return operand.start === whole.start + keyword.length ? ' ' : '';
}

/** What goes around an expression as the last argument of a call; a list stands in parentheses. */
export function asArgument(expression: { type: string }): [before: string, after: string] {
  return expression.type === 'SequenceExpression' ? ['(', '))'] : ['', ')'];
}

interface Place {
  start: number;
}

/** What ends a line, beside \n: a search for one unit is faster than a pattern for three. */
const otherEnds = ['\r', '\u2028', '\u2029'];

/** Lines as V8 counts them. The text is read once, as far as it is asked for. */
export class Lines {
  private readonly pattern = /\r\n?|[\n\u2028\u2029]/g;
  /** Lines end with \n, all of them: that is found without a pattern. */
  private readonly isPlain: boolean;
  /** Starts of the lines up to the present one. */
  private readonly starts = [0];
  private line = 1;
  private start = 0;
  private next = 0;

  constructor(private readonly source: string) {
    this.isPlain = !otherEnds.some((end) => source.includes(end));
    this.next = this.following();
  }

  /** Line and column from 1. */
  at(offset: number): { line: number; column: number } {
    if (offset < this.start) return this.before(offset);
    while (this.next <= offset) {
      this.line++;
      this.start = this.next;
      this.starts.push(this.start);
      this.next = this.following();
    }
    return { line: this.line, column: offset - this.start + 1 };
  }

  private before(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - this.starts[low]! + 1 };
  }

  private following(): number {
    if (this.isPlain) return this.source.indexOf('\n', this.start) + 1 || Infinity;
    return this.pattern.exec(this.source) ? this.pattern.lastIndex : Infinity;
  }
}
