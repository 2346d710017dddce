/**
 * Whether a program behaves the same plain and at every level. Realms are shared by many programs
 * (making one costs more than a program does): each level's realm sees the same ones in the same
 * order.
 */
import assert from 'node:assert/strict';
import type { Level } from '../../lib/plan/plan.js';
import type { TransformOptions } from '../../loader/transform/transform.js';
import { Realm } from '../transform/differential.js';

type LevelOf = TransformOptions['levelOf'];

const mixed: readonly Level[] = ['values', 'off', 'state', 'calls'];
const plans: Record<string, LevelOf> = {
  calls: () => 'calls',
  values: () => 'values',
  state: () => 'state',
  mixed: ({ name, line }) => mixed[(line + name.length) % mixed.length] ?? 'off',
};

/** Programs that one set of realms runs. */
const realmPrograms = 400;
/** One program in so many runs with a mixture of levels, and with levels that change, too. */
const seldom = new Set(['mixed', 'tunable']);
const mixedEvery = 5;

export class Comparison {
  compared = 0;
  private plain = new Realm(undefined);
  private instrumented = realms();
  private left = realmPrograms;

  /** Throws on a difference. False when the program is none. */
  async check(source: string): Promise<boolean> {
    if (--this.left === 0) this.renew();
    const plain = await this.plain.run(source);
    if (plain === undefined) return false;
    try {
      for (const [plan, realm] of this.instrumented) {
        if (seldom.has(plan) && this.left % mixedEvery !== 0) continue;
        const instrumented = await realm.run(source);
        assert.deepEqual(instrumented?.log, plain.log, `behaves differently at ${plan}`);
        assert.deepEqual(instrumented.problems, [], `breaks the discipline of events at ${plan}`);
      }
    } catch (error) {
      // acorn knows early errors that V8 does not; such a module is left alone.
      if (error instanceof SyntaxError) return false;
      // The realms may not be alike any more; a smaller program is tried in fresh ones.
      this.renew();
      throw error;
    }
    this.compared++;
    return true;
  }

  private renew(): void {
    this.plain = new Realm(undefined);
    this.instrumented = realms();
    this.left = realmPrograms;
  }
}

function realms(): [string, Realm][] {
  const all = Object.entries(plans).map(([plan, levelOf]): [string, Realm] => [
    plan,
    new Realm(levelOf, { lacksState: plan === 'calls' || plan === 'values' }),
  ]);
  return [...all, ['tunable', new Realm(() => 'values', { tunable: true, lacksState: true })]];
}
