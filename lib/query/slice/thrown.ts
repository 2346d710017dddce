/**
 * Why a call threw: because one that it made did, because of what a throw statement was given, or
 * of what an expression read that the engine's message is about.
 *
 *   row.price   "Cannot read properties of undefined (reading 'price')"   <-  row = undefined
 */
import { isSameValue, keyOf, keyText } from '../../model/entry-keys.js';
import { isObject } from '../../model/object-states.js';
import type { SiteInfo } from '../../reader/sites.js';
import type { Node } from '../../plan/walk.js';
import { calleeName } from './code-parts.js';
import { controlCauses } from './control.js';
import type { Reason } from './reason.js';
import type { Setting } from './setting.js';
import { fromEnded, valueCauses } from './values.js';

/** `reached`: where in the text its frame was last seen. */
export function thrownCauses(setting: Setting, function_: SiteInfo, reached: number): Reason[] {
  const { pass, question, code } = setting;
  const { value } = question.reason;
  const passed = pass.ended(setting.callSeq).find(({ outcome, result }) => {
    return outcome === 'threw' && isObject(value) && isSameValue(result, value);
  });
  if (passed !== undefined) {
    return [fromEnded(setting, pass.sites.get(passed.site).fn, passed)];
  }
  const read = readOf(setting, function_, reached);
  const [statement] = code.partsOf(function_, reached, 'ThrowStatement');
  const node = read ?? statement?.argument;
  if (node === undefined) return [];
  const place = { ...function_, start: node.start, end: node.end };
  return [...valueCauses(setting, code.references([node])), ...controlCauses(setting, place)];
}

/** What the engine could not read from, or call. */
function readOf(setting: Setting, function_: SiteInfo, reached: number): Node | undefined {
  const { code } = setting;
  const message = messageOf(setting);
  const [, key] =
    /^Cannot (?:read|set) properties of .* \((?:reading|setting) '(.*)'\)$/.exec(message) ?? [];
  if (key !== undefined) {
    const members = code.partsOf(function_, reached, 'MemberExpression').filter((member) => {
      const name = member.computed ? setting.valueOf(member.property)?.value : calleeName(member);
      const isOther = member.computed && name === undefined;
      return isOther || keyText(name) === key;
    });
    const isNothing = ({ object }: { object: Node }): boolean => {
      const known = setting.valueOf(object);
      return known !== undefined && (known.value === undefined || known.value === null);
    };
    return (members.find(isNothing) ?? members[0])?.object;
  }
  const [, called] = /^(.*) is not a (?:function|constructor)$/.exec(message) ?? [];
  if (called === undefined) return undefined;
  return code
    .partsOf(function_, reached, 'CallExpression')
    .find(({ callee }) => code.text(callee) === called)?.callee;
}

function messageOf({ pass, question }: Setting): string {
  const { value, seq } = question.reason;
  if (!isObject(value)) return '';
  pass.moveTo(seq + 1);
  const entry = pass.state.objects.get(value.id)?.entries?.get(keyOf('message'));
  pass.moveTo(seq);
  return typeof entry?.value === 'string' ? entry.value : '';
}
