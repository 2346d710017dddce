/**
 * Measures the own code of each function of a module while the tree is walked once: complexity,
 * loops, awaits, errors, writes, calls. `Tally` is what one function has gathered so far.
 */
import type * as acorn from 'acorn';
import { childSteps, type Node, type Step, type Visitors } from '../../plan/walk.js';
import { calleePath, ioCall } from './callees.js';
import {
  noteAct,
  noteCheck,
  noteGrowth,
  noteHandler,
  noteLooseCall,
  noteRead,
  swallows,
} from './risks.js';
import type { CallSite, Measures, Risk } from './types.js';
import { newValueKinds, type ValueKinds } from './values.js';

export interface Tally extends Measures {
  calls: CallSite[];
  declared: Set<string>;
  /** Plain names that are written. */
  assigned: string[];
  state: Set<string>;
  texts: Set<string>;
  risks: Set<Risk>;
  loopLevel: number;
  branchLevel: number;
  /** The call that is a statement of its own, and is visited next. */
  loose: Node | undefined;
  /** What was looked at before an await, and whether one came since. */
  checked: Map<string, boolean>;
  /** Collections that it adds to, and that it takes from. */
  grown: Set<string>;
  shrunk: Set<string>;
  isAsync: boolean;
  kinds: ValueKinds;
}

export function noMeasures(): Measures {
  return {
    nodes: 0,
    work: 0,
    cyclomatic: 1,
    cognitive: 0,
    loops: 0,
    loopDepth: 0,
    awaits: 0,
    awaitsInLoops: 0,
    yields: 0,
    throws: 0,
    catches: 0,
    returns: 0,
    writes: 0,
    io: 0,
  };
}

export const measureNames = Object.keys(noMeasures()) as (keyof Measures)[];

export function newTally(isAsync: boolean): Tally {
  return {
    ...noMeasures(),
    calls: [],
    declared: new Set(),
    assigned: [],
    state: new Set(),
    texts: new Set(),
    risks: new Set(),
    loopLevel: 0,
    branchLevel: 0,
    loose: undefined,
    checked: new Map(),
    grown: new Set(),
    shrunk: new Set(),
    isAsync,
    kinds: newValueKinds(),
  };
}

/** A loop's body is taken to run so often; each one inside another once more. */
const loopFactor = 4;
const maxFactorLoops = 3;

/** What a node of a loop counts as, in nodes. */
export function repeats(loops: number): number {
  return loopFactor ** Math.min(loops, maxFactorLoops);
}

/** Visitors that add to `tally()`, the function whose code is being walked. */
export function measureVisitors(tally: () => Tally): Visitors {
  const branch = (node: Node, ...guarded: readonly (Node | null | undefined)[]): Step[] => {
    const own = tally();
    own.cyclomatic++;
    own.cognitive += 1 + own.branchLevel + own.loopLevel;
    const before = childrenBefore(node);
    return [...before, () => own.branchLevel++, ...guarded, () => own.branchLevel--];
  };
  const loop = (once: readonly Step[], repeated: readonly Step[]): Step[] => {
    const own = tally();
    own.cyclomatic++;
    own.cognitive += 1 + own.branchLevel + own.loopLevel;
    own.loops++;
    own.loopDepth = Math.max(own.loopDepth, own.loopLevel + 1);
    return [...once, () => own.loopLevel++, ...repeated, () => own.loopLevel--];
  };
  return {
    ...controlVisitors(tally, branch, loop),
    ...effectVisitors(tally),
  };
}

type Branch = (node: Node, ...guarded: readonly (Node | null | undefined)[]) => Step[];
type Loop = (once: readonly Step[], repeated: readonly Step[]) => Step[];

function controlVisitors(tally: () => Tally, branch: Branch, loop: Loop): Visitors {
  return {
    IfStatement: (node) => {
      noteCheck(tally(), node.test);
      return branch(node, node.consequent, node.alternate);
    },
    ConditionalExpression: (node) => branch(node, node.consequent, node.alternate),
    LogicalExpression: (node) => {
      const own = tally();
      own.cyclomatic++;
      return [node.left, () => own.branchLevel++, node.right, () => own.branchLevel--];
    },
    SwitchCase: (node) => {
      if (node.test) tally().cyclomatic++;
      return branch(node, ...node.consequent);
    },
    CatchClause: (node) => {
      const own = tally();
      own.catches++;
      if (swallows(node)) own.risks.add('swallowed error');
      return branch(node, node.body);
    },
    ForStatement: (node) => loop([node.init], [node.test, node.update, node.body]),
    ForInStatement: (node) => loop([node.left, node.right], [node.body]),
    ForOfStatement: (node) => {
      if (node.await) countAwait(tally(), 1);
      return loop([node.left, node.right], [node.body]);
    },
    WhileStatement: (node) => loop([], [node.test, node.body]),
    DoWhileStatement: (node) => loop([], [node.body, node.test]),
    ReturnStatement: () => {
      tally().returns++;
    },
    ThrowStatement: () => {
      tally().throws++;
    },
    AwaitExpression: () => {
      countAwait(tally(), 0);
    },
    YieldExpression: () => {
      tally().yields++;
    },
  };
}

/** The part of a branching node that runs in any case. */
function childrenBefore(node: Node): Node[] {
  if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') return [node.test];
  if (node.type === 'SwitchCase') return node.test ? [node.test] : [];
  return node.type === 'CatchClause' && node.param ? [node.param] : [];
}

function countAwait(own: Tally, extraLoops: number): void {
  own.awaits++;
  if (own.loopLevel + extraLoops > 0) own.awaitsInLoops++;
  for (const member of own.checked.keys()) own.checked.set(member, true);
}

function effectVisitors(tally: () => Tally): Visitors {
  const write = (target: Node): void => {
    noteWrite(tally(), target);
  };
  return {
    AssignmentExpression: (node) => {
      const { left, right, operator } = node;
      // What was checked before an await is no better for being read again with the write.
      if (operator !== '=' && !tally().checked.has(calleePath(left))) noteRead(tally(), left);
      return [left, right, () => write(left)];
    },
    UpdateExpression: (node) => write(node.argument),
    UnaryExpression: (node) => {
      if (node.operator === 'delete') write(node.argument);
    },
    Literal: ({ value }) => {
      if (typeof value === 'string') noteText(tally(), value);
    },
    TemplateLiteral: ({ quasis }) => {
      for (const { value } of quasis) noteText(tally(), value.cooked ?? '');
    },
    ExpressionStatement: ({ expression }) => {
      const call = expression.type === 'ChainExpression' ? expression.expression : expression;
      tally().loose = call;
    },
    VariableDeclarator: ({ init }) => {
      if (init) noteRead(tally(), init);
    },
    CallExpression: (node) => {
      noteCall(tally(), calleePath(node.callee), node);
      return [...childSteps(node), () => noteMutator(tally(), node.callee)];
    },
    NewExpression: (node) => {
      noteCall(tally(), `new ${calleePath(node.callee)}`, node);
    },
  };
}

function noteCall(
  own: Tally,
  callee: string,
  node: acorn.CallExpression | acorn.NewExpression,
): void {
  const { loopLevel: loops, branchLevel: branches } = own;
  const isLoose = own.loose === node;
  own.calls.push({ callee, loops, branches, ...(isLoose ? { isLoose } : {}) });
  if (isLoose) noteLooseCall(own, callee, node);
  noteHandler(own, callee, node);
  const io = ioCall(callee);
  if (io === undefined) return;
  own.io++;
  if (io === 'sync') own.risks.add('synchronous I/O');
}

const maxTexts = 12;
const minTextLength = 6;
const maxTextLength = 80;

function noteText({ texts }: Tally, text: string): void {
  const shown = text.trim();
  if (texts.size < maxTexts && shown.length >= minTextLength && /\s/.test(shown)) {
    texts.add(shown.slice(0, maxTextLength));
  }
}

const mutators = new Set('push set add delete splice unshift shift clear pop'.split(' '));
/** `this.seen.push(x)` changes what outlives the call. */
function noteMutator(own: Tally, callee: Node): void {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
  if (!mutators.has(callee.property.name)) return;
  const object = calleePath(callee.object);
  if (!object.startsWith('this.') && own.declared.has(object.split('.')[0] ?? '')) return;
  if (object === '' || ioCall(calleePath(callee)) !== undefined) return;
  noteShared(own, object);
  noteGrowth(own, object, callee.property.name);
}

function noteWrite(own: Tally, target: Node): void {
  if (target.type === 'Identifier') {
    own.assigned.push(target.name);
    own.shrunk.add(target.name);
    if (!own.declared.has(target.name)) noteAct(own, target.name);
  } else if (target.type === 'MemberExpression') {
    const path = calleePath(target);
    const root = path.split('.')[0] ?? '';
    own.shrunk.add(path.replace(/\.(?:length|\[\])$/, ''));
    if (path !== '' && !own.declared.has(root)) {
      noteShared(own, path);
      return;
    }
    own.writes++;
    if (!own.kinds.made.has(root) && !requestNames.test(root)) noteAct(own, path);
  }
}

/** Objects of one request: what stands in them is looked at by one flow alone. */
const requestNames = /^_?(?:req|request|res|response|reply|ctx|context)$/;

const maxState = 8;

function noteShared(own: Tally, path: string): void {
  own.writes++;
  noteAct(own, path);
  const isPlain = /^[\w$.#]+$/.test(path);
  if (isPlain && own.state.size < maxState) own.state.add(path);
}
