/**
 * The scopes that closures share, while the index of a state is built: up to a quarter of a million
 * at a time and tens of millions in all, most with one or two variables. As objects they live just
 * long enough to fill V8's old space, so they are rows of numbers, and so are their variables.
 *
 *   slot of a scope:  id site parent ... first last        first -> variable -> variable
 */
import { nothing } from './block-log.js';
import { IdSlots } from './id-slots.js';
import { StoredVariables, variableCells, type LatestRow, type Owner } from './state-owners.js';

/** Numbers of a scope; `first` to `count`: of its list of variables. */
const field = {
  id: 0,
  site: 1,
  parent: 2,
  head: 3,
  usedAt: 4,
  flags: 5,
  first: 6,
  last: 7,
  count: 8,
  whole: 9,
  added: 10,
  width: 11,
} as const;
const flag = { isUsed: 1, isChanged: 2, hasRow: 4, isHeld: 8 } as const;
/** Numbers of a variable in a list; its event is beside them. */
const cell = { declared: 0, site: 1, word: 2, next: 3, width: 4 } as const;
/** A longer list becomes an object that finds its variables by a table. */
const maxListed = 16;
const firstScopes = 1024;

/** Numbers in slots that are given back and taken again. */
class Slots {
  numbers: Int32Array;
  seqs: Float64Array;
  readonly #width: number;
  readonly #free: number[] = [];
  #used = 0;

  constructor(width: number) {
    this.#width = width;
    this.numbers = new Int32Array(firstScopes * width);
    this.seqs = new Float64Array(firstScopes);
  }

  take(): number {
    const slot = this.#free.pop() ?? this.#used++;
    if (slot === this.seqs.length) {
      const [numbers, seqs] = [this.numbers, this.seqs];
      this.numbers = new Int32Array(slot * 2 * this.#width);
      this.numbers.set(numbers);
      this.seqs = new Float64Array(slot * 2);
      this.seqs.set(seqs);
    }
    return slot;
  }

  give(slot: number): void {
    this.#free.push(slot);
  }
}

export class OwnedScopes {
  readonly #byId = new IdSlots();
  readonly #scopes = new Slots(field.width);
  readonly #variables = new Slots(cell.width);
  /** By slot: the variables of scopes with many. */
  readonly #many = new Map<number, StoredVariables>();
  readonly #view = new ScopeView(this);

  get count(): number {
    return this.#byId.count;
  }

  /** Slot of the scope; -1: it is not known (any more). */
  find(id: number): number {
    return this.#byId.get(id);
  }

  open(id: number, site: number, parent: number): number {
    this.delete(id);
    const slot = this.#scopes.take();
    const row = [id, site, parent, nothing, 0, 0, nothing, nothing, 0, 0, 0];
    this.#scopes.numbers.set(row, slot * field.width);
    this.#byId.set(id, slot);
    return slot;
  }

  delete(id: number): void {
    const slot = this.find(id);
    if (slot < 0) return;
    this.#clear(slot);
    this.#byId.delete(id);
    this.#scopes.give(slot);
  }

  get(slot: number, name: number): number {
    return this.#scopes.numbers[slot * field.width + name]!;
  }

  set(slot: number, name: number, value: number): void {
    this.#scopes.numbers[slot * field.width + name] = value;
  }

  has(slot: number, bit: number): boolean {
    return (this.get(slot, field.flags) & bit) !== 0;
  }

  mark(slot: number, bit: number, isSet: boolean): void {
    const flags = this.get(slot, field.flags);
    this.set(slot, field.flags, isSet ? flags | bit : flags & ~bit);
  }

  id(slot: number): number {
    return this.get(slot, field.id) >>> 0;
  }

  site(slot: number): number {
    return this.get(slot, field.site);
  }

  /** Id of the scope around it, which was made before it; all else is damage: 0. */
  outwards(slot: number): number {
    const parent = this.get(slot, field.parent) >>> 0;
    return parent < this.get(slot, field.id) >>> 0 ? parent : 0;
  }

  /** Something began inside it, in the part of the pass with that stamp; whether that is news. */
  use(slot: number, stamp: number): boolean {
    if (this.get(slot, field.usedAt) === stamp) return false;
    this.set(slot, field.usedAt, stamp);
    this.mark(slot, flag.isUsed, true);
    return true;
  }

  /** Whether something began inside it since this was last asked. */
  takeUsed(slot: number): boolean {
    const isUsed = this.has(slot, flag.isUsed);
    this.mark(slot, flag.isUsed, false);
    return isUsed;
  }

  /** Whether the frame that made it is there. */
  hold(id: number, isHeld: boolean): void {
    const slot = this.find(id);
    if (slot >= 0) this.mark(slot, flag.isHeld, isHeld);
  }

  isHeld(slot: number): boolean {
    return this.has(slot, flag.isHeld);
  }

  hasRow(slot: number): boolean {
    return this.has(slot, flag.hasRow);
  }

  isChanged(slot: number): boolean {
    return this.has(slot, flag.isChanged);
  }

  /** Head of the list of what happened to it in the present block. */
  head(slot: number): number {
    return this.get(slot, field.head);
  }

  setHead(slot: number, head: number): void {
    this.set(slot, field.head, head);
  }

  /** As an owner like any other, until the next one is asked for. */
  view(slot: number): Owner {
    return this.#view.at(slot);
  }

  event(slot: number): number {
    return this.#scopes.seqs[slot]!;
  }

  setEvent(slot: number, seq: number): void {
    this.#scopes.seqs[slot] = seq;
  }

  variableCount(slot: number): number {
    return this.#many.get(slot)?.count ?? this.get(slot, field.count);
  }

  variables(slot: number): readonly number[] {
    const many = this.#many.get(slot);
    if (many !== undefined) return many.cells;
    const cells: number[] = [];
    const { numbers, seqs } = this.#variables;
    for (let at = this.get(slot, field.first); at !== nothing;) {
      const from = at * cell.width;
      cells.push(numbers[from]!, numbers[from + cell.site]!, seqs[at]!, numbers[from + cell.word]!);
      at = numbers[from + cell.next]!;
    }
    return cells;
  }

  setVariable(slot: number, declared: number, site: number, seq: number, word: number): void {
    const many = this.#many.get(slot);
    if (many !== undefined) {
      many.set(declared, site, seq, word);
      return;
    }
    const place = this.#placeOf(slot, declared);
    if (place === nothing && this.get(slot, field.count) >= maxListed) {
      const stored = storedVariables(this.variables(slot));
      stored.set(declared, site, seq, word);
      this.#clear(slot);
      this.#many.set(slot, stored);
      return;
    }
    const at = place === nothing ? this.#append(slot, declared) : place;
    this.#variables.numbers[at * cell.width + cell.site] = site;
    this.#variables.numbers[at * cell.width + cell.word] = word;
    this.#variables.seqs[at] = seq;
  }

  /** Place of the variable in the list of the scope. */
  #placeOf(slot: number, declared: number): number {
    const { numbers } = this.#variables;
    let at = this.get(slot, field.first);
    while (at !== nothing && numbers[at * cell.width] !== declared) {
      at = numbers[at * cell.width + cell.next]!;
    }
    return at;
  }

  #append(slot: number, declared: number): number {
    const at = this.#variables.take();
    const { numbers } = this.#variables;
    numbers[at * cell.width] = declared;
    numbers[at * cell.width + cell.next] = nothing;
    const last = this.get(slot, field.last);
    if (last === nothing) this.set(slot, field.first, at);
    else numbers[last * cell.width + cell.next] = at;
    this.set(slot, field.last, at);
    this.set(slot, field.count, this.get(slot, field.count) + 1);
    return at;
  }

  #clear(slot: number): void {
    this.#many.delete(slot);
    const { numbers } = this.#variables;
    for (let at = this.get(slot, field.first); at !== nothing;) {
      this.#variables.give(at);
      at = numbers[at * cell.width + cell.next]!;
    }
    this.set(slot, field.first, nothing);
    this.set(slot, field.last, nothing);
    this.set(slot, field.count, 0);
  }
}

function storedVariables(cells: readonly number[]): StoredVariables {
  const stored = new StoredVariables();
  for (let at = 0; at < cells.length; at += variableCells) {
    stored.set(cells[at]!, cells[at + 1]!, cells[at + 2]!, cells[at + 3]!);
  }
  return stored;
}

/** One scope of the table, and its variables. */
class ScopeView implements Owner {
  readonly #scopes: OwnedScopes;
  #slot = 0;

  constructor(scopes: OwnedScopes) {
    this.#scopes = scopes;
  }

  at(slot: number): this {
    this.#slot = slot;
    return this;
  }

  get variables(): this {
    return this;
  }

  get site(): number {
    return this.#scopes.site(this.#slot);
  }

  get parent(): number {
    return this.#scopes.get(this.#slot, field.parent);
  }

  get head(): number {
    return this.#scopes.head(this.#slot);
  }

  set head(head: number) {
    this.#scopes.setHead(this.#slot, head);
  }

  set isChanged(isChanged: boolean) {
    this.#scopes.mark(this.#slot, flag.isChanged, isChanged);
  }

  get row(): LatestRow | undefined {
    const scopes = this.#scopes;
    const slot = this.#slot;
    if (!scopes.hasRow(slot)) return undefined;
    const { site, parent, variables } = this;
    const [whole, added] = [scopes.get(slot, field.whole), scopes.get(slot, field.added)];
    return { variables, nextSeq: scopes.event(slot), site, parent, whole, added };
  }

  set row(row: LatestRow | undefined) {
    if (row === undefined) return;
    const scopes = this.#scopes;
    scopes.mark(this.#slot, flag.hasRow, true);
    scopes.setEvent(this.#slot, row.nextSeq);
    scopes.set(this.#slot, field.whole, row.whole);
    scopes.set(this.#slot, field.added, row.added);
  }

  get count(): number {
    return this.#scopes.variableCount(this.#slot);
  }

  get cells(): readonly number[] {
    return this.#scopes.variables(this.#slot);
  }

  set(declared: number, site: number, seq: number, word: number): void {
    this.#scopes.setVariable(this.#slot, declared, site, seq, word);
  }
}
