/**
 * Chooses levels within a budget: the multiple-choice knapsack. Each function has steps up from
 * `off`, each with a cost and the information that it adds; the choice maximises the sum of
 * information with the sum of costs within the budget.
 *
 * Greedy by information per cost over the upper hull of each function's steps. What it misses of
 * the best choice is less than the information of the one step that did not fit, which is nothing
 * among thousands (test/planner/choose.test.ts compares with every possible choice).
 */
export interface Step {
  /** Total cost and information when this step and the ones before it are taken. */
  cost: number;
  value: number;
}

interface Upgrade {
  item: number;
  /** How many of the item's steps are taken with it. */
  taken: number;
  cost: number;
  value: number;
}

/** For each item, how many of its steps are taken. */
export function choose(items: readonly (readonly Step[])[], budget: number): number[] {
  const upgrades = items.flatMap(hullOf).sort(byWorth);
  const taken = new Array<number>(items.length).fill(0);
  const blocked = new Set<number>();
  let left = budget;
  for (const { item, taken: steps, cost } of upgrades) {
    if (blocked.has(item)) continue;
    if (cost > left) {
      blocked.add(item);
      continue;
    }
    left -= cost;
    taken[item] = steps;
  }
  return fill(items, taken, left);
}

function byWorth(a: Upgrade, b: Upgrade): number {
  return b.value * a.cost - a.value * b.cost || a.item - b.item || a.taken - b.taken;
}

/** Upgrades of falling worth: a step that is worth more than the one before joins it. */
function hullOf(steps: readonly Step[], item: number): Upgrade[] {
  const hull: Upgrade[] = [];
  let before: Step = { cost: 0, value: 0 };
  for (const [index, step] of steps.entries()) {
    if (step.value <= before.value) continue;
    let upgrade: Upgrade = {
      item,
      taken: index + 1,
      cost: step.cost - before.cost,
      value: step.value - before.value,
    };
    before = step;
    for (let last = hull.at(-1); last !== undefined; last = hull.at(-1)) {
      if (last.value * upgrade.cost >= upgrade.value * last.cost) break;
      hull.pop();
      upgrade = {
        ...upgrade,
        cost: upgrade.cost + last.cost,
        value: upgrade.value + last.value,
      };
    }
    hull.push(upgrade);
  }
  return hull;
}

/** Single steps that still fit, the most information first: hulls jump over some. */
function fill(items: readonly (readonly Step[])[], taken: number[], budget: number): number[] {
  let left = budget;
  const options = items.flatMap((steps, item) =>
    steps.slice(taken[item]).map((step, index) => ({ item, to: taken[item]! + index + 1, step })),
  );
  options.sort((a, b) => b.step.value - a.step.value || a.item - b.item || b.to - a.to);
  for (const { item, to, step } of options) {
    if (to <= taken[item]!) continue;
    const now = items[item]![taken[item]! - 1] ?? { cost: 0, value: 0 };
    const cost = step.cost - now.cost;
    if (step.value <= now.value || cost > left) continue;
    left -= cost;
    taken[item] = to;
  }
  return taken;
}
