/**
 * Surveys one module: one parse and one walk. Functions get the names, places and hashes that the
 * transform gives them, so that a plan's entries are found again.
 */
import type * as acorn from 'acorn';
import { boundNames } from '../../plan/bound-names.js';
import { functionHash } from '../../plan/hash.js';
import { Names } from '../../plan/names.js';
import { parse, type Format } from '../../plan/parse.js';
import { Lines } from '../../plan/places.js';
import type { SiteKind } from '../../plan/site.js';
import { walk, type ClassNode, type FunctionNode, type Step } from '../../plan/walk.js';
import { calleePath } from './callees.js';
import {
  measureNames,
  measureVisitors,
  newTally,
  noMeasures,
  repeats,
  type Tally,
} from './measure.js';
import { ModuleNames } from './module-names.js';
import { Registrations } from './registrations.js';
import { Growth } from './risks.js';
import { rolesOf } from './roles.js';
import type { ClassSurvey, FunctionSurvey, ModuleSurvey } from './types.js';
import { knownValues, newValueKinds, noteBody, valueVisitors } from './values.js';
import { combine, everyNode } from './visitors.js';

/** Throws acorn's SyntaxError. */
export function surveyModule(
  source: string,
  { file, format, hash }: { file: string; format: Format; hash: string },
): ModuleSurvey {
  const program = parseEither(source, format);
  const surveyor = new ModuleSurveyor(source);
  walk([program], surveyor.visitors);
  const { functions, classes, top, names, registrations, growth } = surveyor;
  growth.settle(top.declared);
  for (const fn of functions) {
    fn.isExported = names.isExported(fn.name);
    fn.roles = rolesOf(fn, { file, imports: names.imports, classes, registrations });
  }
  return {
    file,
    hash,
    original: '',
    functions,
    classes,
    imports: names.imports,
    calls: top.calls,
  };
}

/** A `.js` file may be either where no package.json speaks; Node finds out the same way. */
function parseEither(source: string, format: Format): acorn.Program {
  try {
    return parse(source, format);
  } catch (error) {
    try {
      return parse(source, format === 'module' ? 'commonjs' : 'module');
    } catch {
      throw error;
    }
  }
}

interface Open {
  tally: Tally;
  /** Index of the function; -1 at the top. */
  index: number;
}

class ModuleSurveyor {
  readonly functions: FunctionSurvey[] = [];
  readonly classes: ClassSurvey[] = [];
  readonly names = new ModuleNames();
  readonly top = newTally(false);
  readonly registrations = new Registrations();
  readonly growth = new Growth();
  private readonly functionNames: Names;
  private readonly lines: Lines;
  private open: Open = { tally: this.top, index: -1 };
  private readonly outer: Open[] = [];

  constructor(private readonly source: string) {
    this.functionNames = new Names(source);
    this.lines = new Lines(source);
  }

  get visitors() {
    const tally = (): Tally => this.open.tally;
    const visit = (node: FunctionNode): readonly Step[] => this.function(node);
    const visitClass = (node: ClassNode): void => this.class(node);
    const visitors = combine(
      this.functionNames.visitors,
      this.names.visitors(() => this.open.index < 0),
      {
        VariableDeclarator: (node) => {
          for (const name of boundNames(node.id)) tally().declared.add(name);
        },
        ClassDeclaration: visitClass,
        ClassExpression: visitClass,
      },
      measureVisitors(tally),
      this.registrations.visitors,
      valueVisitors(() => tally().kinds),
      {
        FunctionDeclaration: visit,
        FunctionExpression: visit,
        ArrowFunctionExpression: visit,
        StaticBlock: (node) => this.staticBlock(node),
      },
    );
    return everyNode(visitors, () => {
      const { tally: own } = this.open;
      own.nodes++;
      own.work += repeats(own.loopLevel);
    });
  }

  private class(node: ClassNode): void {
    this.functionNames.members(node);
    const superClass = node.superClass ? calleePath(node.superClass) : '';
    const { line } = this.lines.at(node.start);
    this.classes.push({ name: node.id?.name ?? '', line, superClass });
  }

  private function(node: FunctionNode): readonly Step[] {
    const description = this.functionNames.of(node);
    const start = description.start ?? node.start;
    const kind =
      description.kind ?? (node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function');
    const parameters = [...new Set(boundNames(...node.params))];
    const { name } = description;
    if (node.type === 'FunctionDeclaration') this.open.tally.declared.add(name);
    const fn = this.add({ name, kind, start, end: node.end, parameters });
    fn.isAsync = node.async;
    fn.isGenerator = node.generator;
    fn.isOfCompiler = this.functionNames.isOfCompiler(node);
    const handover = this.registrations.at(node.start);
    if (handover?.property === '') fn.passedTo = handover.callee;
    const { body } = node;
    const isBlock = body.type === 'BlockStatement';
    const value = (): void => {
      const own = this.open.tally;
      own.returns++;
      noteBody(own.kinds, body as acorn.Expression);
    };
    return this.inside(fn, [...(isBlock ? [] : [value]), ...node.params, body]);
  }

  private staticBlock(node: acorn.StaticBlock): readonly Step[] {
    const name = this.functionNames.staticBlock(node);
    const { start, end } = node;
    return this.inside(this.add({ name, kind: 'static-block', start, end, parameters: [] }), [
      ...node.body,
    ]);
  }

  private add(place: {
    name: string;
    kind: SiteKind;
    start: number;
    end: number;
    parameters: string[];
  }): FunctionSurvey {
    const { name, start, end } = place;
    const text = this.source.slice(start, end);
    const at = this.lines.at(start);
    const lines = lineCount(text);
    const fn: FunctionSurvey = {
      ...place,
      ...at,
      lines,
      sourceLine: at.line,
      sourceEnd: at.line + lines - 1,
      ...noMeasures(),
      ...knownValues(newValueKinds(), []),
      hash: functionHash(name, text),
      isAsync: false,
      isGenerator: false,
      isExported: false,
      isOfCompiler: false,
      parent: this.open.index,
      passedTo: '',
      calls: [],
      texts: [],
      state: [],
      roles: [],
      risks: [],
    };
    this.functions.push(fn);
    return fn;
  }

  private inside(fn: FunctionSurvey, steps: readonly Step[]): readonly Step[] {
    const opened: Open = { tally: newTally(fn.isAsync), index: this.functions.length - 1 };
    return [
      () => {
        this.outer.push(this.open);
        this.open = opened;
        for (const name of fn.parameters) opened.tally.declared.add(name);
      },
      ...steps,
      () => {
        this.open = this.outer.pop() ?? this.open;
        finish(fn, opened.tally);
        this.growth.note(fn, opened.tally);
      },
    ];
  }
}

/** Writes what was gathered into the function's survey. */
function finish(fn: FunctionSurvey, tally: Tally): void {
  const outer = tally.assigned.filter((name) => !tally.declared.has(name));
  for (const key of measureNames) fn[key] = tally[key];
  Object.assign(fn, knownValues(tally.kinds, fn.parameters));
  fn.writes += outer.length;
  fn.calls = tally.calls;
  fn.texts = [...tally.texts];
  fn.state = [...new Set([...outer, ...tally.state])].slice(0, 8).sort();
  fn.risks = [...tally.risks].sort();
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
