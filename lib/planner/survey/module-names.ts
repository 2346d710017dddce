/** What a module imports and exports, by name, for ES modules and CommonJS. */
import type * as acorn from 'acorn';
import type { Node, Visitors } from '../../plan/walk.js';
import { calleePath } from './callees.js';
import type { ImportSurvey } from './types.js';

export class ModuleNames {
  readonly imports: ImportSurvey[] = [];
  private readonly exported = new Set<string>();

  /** Functions and members of classes that others can reach by an exported name. */
  isExported(fn: string): boolean {
    const name = fn.replace(/^[gs]et /, '');
    if (this.exported.has(name)) return true;
    const dot = name.indexOf('.');
    return dot > 0 && !name.includes('#') && this.exported.has(name.slice(0, dot));
  }

  visitors(isTop: () => boolean): Visitors {
    return {
      ImportDeclaration: (node) => {
        this.importFrom(node);
      },
      ExportNamedDeclaration: (node) => {
        this.exportNamed(node);
      },
      ExportDefaultDeclaration: ({ declaration }) => {
        this.exported.add('default');
        if ('id' in declaration && declaration.id) this.exported.add(declaration.id.name);
        if (declaration.type === 'Identifier') this.exported.add(declaration.name);
      },
      ExportAllDeclaration: ({ source }) => {
        this.imports.push({ from: String(source.value), local: '*', imported: '*' });
      },
      VariableDeclarator: (node) => {
        const from = node.init ? requiredFrom(node.init) : undefined;
        if (from !== undefined) this.bind(from, node.id);
      },
      AssignmentExpression: (node) => {
        if (isTop() || calleePath(node.left).startsWith('module.exports')) this.assign(node);
      },
    };
  }

  private importFrom(node: acorn.ImportDeclaration): void {
    const from = String(node.source.value);
    if (node.specifiers.length === 0) this.imports.push({ from, local: '', imported: '' });
    for (const specifier of node.specifiers) {
      const local = specifier.local.name;
      if (specifier.type === 'ImportSpecifier') {
        this.imports.push({ from, local, imported: nameOf(specifier.imported) });
      } else {
        const imported = specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
        this.imports.push({ from, local, imported });
      }
    }
  }

  private exportNamed({ declaration, specifiers, source }: acorn.ExportNamedDeclaration): void {
    for (const { local, exported } of specifiers) {
      this.exported.add(nameOf(local));
      if (source) {
        const from = String(source.value);
        this.imports.push({ from, local: nameOf(exported), imported: nameOf(local) });
      }
    }
    if (!declaration) return;
    if (declaration.type === 'VariableDeclaration') {
      for (const { id } of declaration.declarations) {
        if (id.type === 'Identifier') this.exported.add(id.name);
      }
    } else {
      this.exported.add(declaration.id.name);
    }
  }

  private bind(from: string, pattern: acorn.Pattern): void {
    if (pattern.type === 'Identifier') {
      this.imports.push({ from, local: pattern.name, imported: '*' });
    } else if (pattern.type === 'ObjectPattern') {
      for (const property of pattern.properties) {
        if (property.type !== 'Property' || property.key.type !== 'Identifier') continue;
        if (property.value.type !== 'Identifier') continue;
        const { key, value } = property;
        this.imports.push({ from, local: value.name, imported: key.name });
      }
    }
  }

  /** `exports.a = …`, `module.exports = b`, `module.exports = { c, d: e }`, `A.prototype.f = …` */
  private assign({ left, right }: acorn.AssignmentExpression): void {
    const path = calleePath(left);
    const property = /^(?:module\.)?exports\.([\w$]+)$/.exec(path)?.[1];
    if (property !== undefined) this.exported.add(property);
    if (property === undefined && path !== 'module.exports' && path !== 'exports') return;
    this.exportValue(right);
  }

  private exportValue(value: Node): void {
    if (value.type === 'Identifier') this.exported.add(value.name);
    else if (value.type === 'AssignmentExpression') this.assign(value);
    else if (value.type === 'ObjectExpression') {
      for (const entry of value.properties) {
        if (entry.type !== 'Property') continue;
        if (entry.key.type === 'Identifier') this.exported.add(entry.key.name);
        if (entry.value.type === 'Identifier') this.exported.add(entry.value.name);
      }
    } else if ('id' in value && value.id?.type === 'Identifier') {
      this.exported.add(value.id.name);
    }
  }
}

function nameOf(node: acorn.Identifier | acorn.Literal): string {
  return node.type === 'Identifier' ? node.name : String(node.value);
}

/** `require('./x')`, also with members behind it. */
function requiredFrom(node: Node): string | undefined {
  if (node.type === 'MemberExpression') return requiredFrom(node.object);
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') return undefined;
  const [argument] = node.arguments;
  if (node.callee.name !== 'require' || argument?.type !== 'Literal') return undefined;
  return String(argument.value);
}
