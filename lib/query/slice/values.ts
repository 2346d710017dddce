/** Where what an expression reads came from: variables, properties, results of calls. */
import { isIndex, keyText } from '../../model/entry-keys.js';
import { isUnseenIndex } from '../../model/unseen.js';
import type { EndedCall } from '../../model/frame-notes.js';
import { isObject } from '../../model/object-states.js';
import type { Variable } from '../../model/state.js';
import type { SiteInfo } from '../../reader/sites.js';
import type { Value } from '../../reader/value.js';
import { elementIn, elementName, fromBuiltin } from './elements.js';
import { bare, type Step } from './code-parts.js';
import { makeReason, type Reason } from './reason.js';
import type { CallReference, Reference, ValueReference } from './references.js';
import type { Setting } from './setting.js';

/** The causes in the order of the text; what brought the value is told from what only led there. */
export function valueCauses(setting: Setting, references: readonly Reference[]): Reason[] {
  const results = endedCalls(setting, references);
  const brought = new Set<Reference>();
  const causes: Reason[] = [];
  for (const reference of references) {
    const found =
      reference.type === 'call'
        ? fromCall(setting, reference, results, references, brought)
        : fromValue(setting, reference);
    const isInput = isInputOf(reference, (call) => results.has(call) || brought.has(call));
    const isKey = reference.type === 'value' && reference.isKey;
    const isTold = reference.type === 'value' && brought.has(reference);
    for (const cause of found) {
      // Of a callback its results say all.
      if (isInput && isFunction(cause)) continue;
      const isBeside = isInput || isKey || isTold || isTool(reference, cause);
      add(causes, isBeside ? { ...cause, role: 'receiver' } : cause);
    }
  }
  return causes;
}

function add(causes: Reason[], cause: Reason): void {
  const same = causes.findIndex(
    ({ seq, name, path }) => seq === cause.seq && name === cause.name && path[0] === cause.path[0],
  );
  if (same < 0) causes.push(cause);
  else if (causes[same]!.role === 'receiver') causes[same] = cause;
}

/** Where a function was made says little of what it gave, nor does `fs` of what it read. */
function isTool(reference: Reference, { kind, value }: Reason): boolean {
  if (kind === 'result' || !isObject(value)) return false;
  if (value.class === 'function' || value.class === 'regexp') return true;
  return reference.type === 'value' && reference.isReceiver && tools.has(value.class);
}

function isFunction({ kind, value }: Reason): boolean {
  return kind !== 'result' && isObject(value) && value.class === 'function';
}

const tools: ReadonlySet<string> = new Set(['object', 'module', 'instance', 'other']);

function isInputOf(reference: Reference, isKnown: (call: CallReference) => boolean): boolean {
  for (let call = reference.inputOf; call !== undefined; call = call.inputOf) {
    if (isKnown(call)) return true;
  }
  return false;
}

/** Which recorded calls the expression made: the one that ended last in the text ended last. */
function endedCalls(
  setting: Setting,
  references: readonly Reference[],
): Map<CallReference, EndedCall> {
  const found = new Map<CallReference, EndedCall>();
  const ended = setting.pass.ended(setting.callSeq);
  const used = new Set<EndedCall>();
  const calls = references
    .filter((reference) => reference.type === 'call')
    .sort((a, b) => b.node.end - a.node.end);
  for (const call of calls) {
    const match =
      ended.find(
        (one) => !used.has(one) && isCallOf(setting, call, one, setting.pass.sites.get(one.site)),
      ) ?? (ended[0] && gaveIt(setting, call, ended[0]) ? ended[0] : undefined);
    if (match === undefined) continue;
    used.add(match);
    found.set(call, match);
  }
  return found;
}

function isCallOf(
  setting: Setting,
  { name, node, isWhole, path }: CallReference,
  { outcome, hasResult, result }: EndedCall,
  { fn, isAsync, isGenerator, kind }: SiteInfo,
): boolean {
  if (name === '') return false;
  const constructor = `${name}.constructor`;
  const isNamed = fn === name || fn.endsWith(`.${name}`) || fn === constructor;
  if (!isNamed || (fn === constructor && node.type !== 'NewExpression')) return false;
  // A function of the same name that gave something else was not called here.
  const isPlain =
    !isAsync && !isGenerator && kind !== 'constructor' && node.type !== 'NewExpression';
  if (!isPlain || !isWhole || path.length > 0 || outcome !== 'returned' || !hasResult) return true;
  const { reason } = setting.question;
  const isDirect = reason.kind === 'variable' && reason.hasValue && !isObject(result);
  return !isDirect || setting.isWanted(result) || bare(node) !== node;
}

/** Under another name: the call that ended last gave just the value that is asked about. */
function gaveIt(
  setting: Setting,
  { isWhole, path, node }: CallReference,
  last: EndedCall,
): boolean {
  const { fn } = setting.pass.sites.get(last.site);
  const isTelling = typeof last.result === 'string' || isObject(last.result);
  const isPlain = isWhole && path.length === 0 && node.type === 'CallExpression';
  return isPlain && isTelling && !fn.includes('callback') && setting.isWanted(last.result);
}

function fromCall(
  setting: Setting,
  call: CallReference,
  results: ReadonlyMap<CallReference, EndedCall>,
  references: readonly Reference[],
  brought: Set<Reference>,
): Reason[] {
  const ended = results.get(call);
  if (ended !== undefined) return [fromEnded(setting, call.text, ended, call.path, call.isWhole)];
  const inputs = references.filter(
    (reference) => reference.type === 'value' && reference.inputOf === call,
  );
  const found = fromBuiltin(setting, call, inputs as ValueReference[]);
  if (found.isAll) brought.add(call);
  for (const input of found.told ?? []) brought.add(input);
  return found.causes;
}

/** What a recorded call gave; a constructor gives the object that the reason is about. */
export function fromEnded(
  setting: Setting,
  name: string,
  { outcome, endSeq, site: id, result, hasResult }: EndedCall,
  path: readonly string[] = [],
  isWhole = false,
): Reason {
  const { pass, question } = setting;
  const { reason } = question;
  const site = pass.sites.get(id);
  const isMade = !hasResult && isWhole && path.length === 0 && isObject(reason.value);
  const value = setting.shown(isMade ? reason.value : result);
  const hasValue = hasResult || isMade;
  const kindOfEnd = outcome === 'threw' ? 'thrown' : 'result';
  return makeReason(kindOfEnd, pass.thread, endSeq, { name, value, hasValue, site, path });
}

function fromValue(setting: Setting, reference: ValueReference): Reason[] {
  const { base, steps, text, part } = reference;
  const variable = setting.variable(base);
  if (variable === undefined) return [];
  let { value }: { value: Value } = variable;
  let last: Reason | undefined;
  let rest: readonly Step[] = [];
  for (const [number, step] of steps.entries()) {
    if (!isObject(value)) break;
    const name = number === steps.length - 1 ? text : textOf(base, steps.slice(0, number + 1));
    const next: Found | undefined =
      'element' in step
        ? elementIn(setting, value.id, text, steps.slice(number + 1))
        : stepInto(setting, value, setting.keyAt(step)?.value, {
            text: name,
            isWhole: reference.isWhole && number === steps.length - 1,
          });
    if (next === undefined) {
      if (isLength(step)) return [sizeOf(setting, value.id, last ?? variable, text)];
      rest = steps.slice(number);
      break;
    }
    last = next.reason;
    value = next.value;
  }
  const unseen = isObject(value) ? pathToUnseen(setting, value, rest) : undefined;
  if (unseen !== undefined) {
    const whole = last ?? setting.fromVariable(variable, base);
    const { value: wanted, hasValue } = setting.question.reason;
    const known = reference.isWhole && hasValue ? { value: wanted, hasValue } : { hasValue: false };
    return [{ ...whole, ...known, name: text, path: [...whole.path, ...unseen] }];
  }
  if (last !== undefined) return [last];
  const spread = part.length > 0 && isObject(value) ? spreadPart(setting, value.id, reference) : [];
  return spread.length > 0 ? spread : [setting.fromVariable(variable, base)];
}

/** To an element that no look has shown; undefined: it is another thing that is not known. */
function pathToUnseen(
  setting: Setting,
  { id }: { id: number },
  rest: readonly Step[],
): string[] | undefined {
  const keys = rest.map((step) => setting.keyAt(step));
  const names = keys.map((key) => (key === undefined ? '' : keyText(key.value)));
  const state = setting.pass.state.objects.get(id);
  const [first = ''] = names;
  if (state === undefined || !isIndex(first) || names.includes('')) return undefined;
  return isUnseenIndex(state, Number(first)) ? names : undefined;
}

function textOf(base: string, steps: readonly Step[]): string {
  return steps.reduce((text, step) => {
    if ('element' in step) return `${text}[]`;
    if (!('name' in step)) return `${text}[…]`;
    return isIndex(step.name) ? `${text}[${step.name}]` : `${text}.${step.name}`;
  }, base);
}

function isLength(step: Step): boolean {
  return 'name' in step && (step.name === 'length' || step.name === 'size');
}

/** How many it held, as it was made or last written. */
function sizeOf(setting: Setting, id: number, of: Reason | Variable, text: string): Reason {
  const whole = 'causes' in of ? of : setting.fromVariable(of, text);
  const state = setting.pass.state.objects.get(id);
  const isKnown = state?.entries !== undefined;
  return isKnown ? { ...whole, name: text, value: state.size } : whole;
}

interface Found {
  reason: Reason;
  value: Value;
}

function stepInto(
  setting: Setting,
  { id }: { id: number },
  key: Value,
  { text, isWhole }: { text: string; isWhole: boolean },
): Found | undefined {
  const known = setting.entryOf(id, key);
  const isOther = isWhole && known !== undefined && !setting.isWanted(known.value);
  const entry = (isOther ? setting.foundNow(id, key) : undefined) ?? known;
  if (entry !== undefined) {
    return { reason: setting.fromEntry(id, entry, text), value: entry.value };
  }
  // A getter that ran here.
  const getter = setting.pass.ended(setting.callSeq).find(({ site }) => {
    const { kind, fn } = setting.pass.sites.get(site);
    return kind === 'getter' && typeof key === 'string' && /[. ]([^. ]+)$/.exec(fn)?.[1] === key;
  });
  if (getter === undefined) return undefined;
  return { reason: fromEnded(setting, text, getter), value: getter.result };
}

/** `{ ...defaults }`, `[...values]`: the part that is asked about, where it was spread from. */
function spreadPart(setting: Setting, id: number, { part, text }: ValueReference): Reason[] {
  const named = setting.entryOf(id, part[0]);
  if (named !== undefined && setting.isWanted(named.value)) {
    return [setting.fromEntry(id, named, elementName(text, named))];
  }
  const found = elementIn(setting, id, text, []);
  return found === undefined ? [] : [found.reason];
}
