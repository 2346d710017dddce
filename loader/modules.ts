/**
 * Instruments modules, from the cache or through the transform, with a module's sites on disk
 * before its code can run; and leads back from what runs to what was written. Lives in a realm of
 * its own (own-scripts.ts): nothing in here, nor in what it imports, meets an intrinsic of the
 * guest.
 *
 * On any doubt a module is left alone: the guest gets its original source, and the recording says
 * why.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Binding, CachedModule, ModuleText } from '../lib/binding.js';
import { prune } from '../lib/cache-folder.js';
import { PlanMatcher, type FileRules } from '../lib/plan/match.js';
import type { CompiledByProgram, Format } from '../lib/plan/parse.js';
import type { MetaRecord, ModuleRecord, Site } from '../lib/plan/site.js';
import { pathOfUrl, urlOfPath } from './file-urls.js';
import { correctLastWords, type LastWords } from './guise/last-words-text.js';
import type { GuestText } from './guise/texts.js';
import type { InstrumentOptions } from './instrument.js';
import { keySalt, moduleKey, preferredSite } from './module-key.js';
import { obey, type Obedience } from './obey.js';
import { ownPath } from './own-folder.js';
import { mapOfBundle } from './packages.js';
import { kindBits, local, probePrefix } from './probes.js';
import { cleanText } from './redaction/program.js';
import { createRedaction, type Redaction } from './redaction/redaction.js';
import { hideInSource, learnAgain, shortUrl, type Hidden } from './redaction/source.js';
import { upstreamMap, withoutWrapperEnd } from './source-map.js';
import { withoutText, withText } from './textless.js';
import { rosterOf, type Roster } from './tuning/roster.js';
import { Original } from './transform/original.js';
import type { Transformed } from './transform/transform.js';
import { WaysBack } from './ways-back.js';

export type ModuleFormat = Format;
export type TransformModule = typeof import('./transform/transform.js');

/** What the guest's realm gives to this one: text and functions, no objects with methods. */
export interface ModulesContext {
  /** InstrumentOptions as JSON. */
  options: string;
  native: Binding;
  remember: (text: GuestText) => void;
  /** Where the cache keeps what V8 made of code: how Node compiles, and who is told of a module. */
  compiler: ModuleCompiler | undefined;
  /** Told of modules whose levels can change. */
  tune: (path: string, firstSite: number, roster: Roster) => void;
  loadTransform: () => TransformModule;
  textOfBase64: (base64: string) => string;
}

export interface ModuleCompiler {
  symbols: Readonly<Record<Exclude<ModuleFormat, CompiledByProgram>, symbol>>;
  /** For V8's data. */
  room: Uint8Array;
  /** The module is about to run. */
  told(key: string, text: ModuleText, found: CachedModule): void;
}

export interface Modules {
  /** `name`: URL or absolute path. The text to run, or undefined to leave the module alone. */
  instrument(
    name: string,
    source: string,
    format: ModuleFormat,
    columnOffset: number,
  ): string | undefined;
  /** The way back: kept in the cache, or found by transforming the module once more. */
  recall(text: GuestText): Original;
  lastWords(words: LastWords): string;
  /** Node's compile cache keeps nothing of a module whose file holds secrets, or has none. */
  judge(name: string, path: string): void;
}

interface ModuleToInstrument {
  url: string;
  path: string;
  format: ModuleFormat;
  source: string;
  /** Of a script: what the program has its first line's columns shifted by. */
  columnOffset: number;
  sourceMap: string | undefined;
  /** The same, of a bundle with packages in it. */
  bundleMap: string | undefined;
  rules: FileRules;
}

/** Of a module, in the cache or just made. */
interface Entry extends CachedModule {
  /** JSON of a Roster, where levels can change. */
  roster: string;
}

const writesBetweenPrunes = 2000;

export function createModules(context: ModulesContext): Modules {
  return new OwnModules(context);
}

class OwnModules implements Modules {
  readonly #context: ModulesContext;
  readonly #native: Binding;
  readonly #redaction: Redaction;
  readonly #waysBack: WaysBack;
  readonly #matcher: PlanMatcher;
  readonly #salt: string;
  readonly #tunable: boolean;
  readonly #framed: boolean;
  /** Empty: none. */
  readonly #readFolder: string;
  /** Empty: none, or one that cannot be written. */
  #writeFolder: string;
  #writes = 0;

  constructor(context: ModulesContext) {
    const options = JSON.parse(context.options) as InstrumentOptions;
    this.#context = context;
    this.#native = context.native;
    this.#waysBack = new WaysBack(context.native);
    this.#redaction = createRedaction(context.native.secrets(''), options.plan.redact);
    this.#matcher = new PlanMatcher(options.plan, options.root);
    this.#salt = keySalt(options, buildName());
    this.#tunable = options.tunable;
    this.#framed = options.framed;
    this.#readFolder = this.#writeFolder = options.cache;
  }

  instrument(
    name: string,
    source: string,
    format: ModuleFormat,
    columnOffset: number,
  ): string | undefined {
    const isPath = name.startsWith('/');
    const path = isPath ? name : pathOfUrl(name);
    const url = isPath ? urlOfPath(name) : name;
    try {
      const rules = this.#matcher.file(path);
      if (rules === undefined) return undefined;
      if (isCompiledByProgram(format) && !existsSync(path)) return undefined;
      const sourceMap = this.#mapOf(source, path, format);
      const bundleMap = mapOfBundle(path, sourceMap);
      const place = { url, path, format, columnOffset };
      return this.#instrument({ ...place, source, sourceMap, bundleMap, rules });
    } catch (error) {
      // A syntax error is the guest's own: it gets its source and V8's message for it.
      this.#note({ type: 'skip', url: shortUrl(url), reason: (error as Error).message });
      return undefined;
    }
  }

  recall(text: GuestText): Original {
    const { source, format, code, key, firstSite, columnOffset } = text;
    let made: Transformed | undefined;
    const again = (): Transformed => (made ??= this.#again(text));
    const kept = this.#waysBack.isWorth(source)
      ? this.#waysBack.find(this.#readFolder, key, firstSite)
      : undefined;
    return new Original(
      source,
      code,
      kept ?? again().insertions(firstSite),
      (offset, name) => this.#context.loadTransform().missingIn(source, format, offset, name),
      (from) =>
        this.#context.loadTransform().classIn(source, format, from) ??
        functionFrom(again().sites, from),
      columnOffset,
      (place) => this.#context.loadTransform().notIterable(source, format, place),
    );
  }

  /** Throws where that gives another text than the one that runs. */
  #again({ source, format, path, firstSite, code }: GuestText): Transformed {
    const bundleMap = mapOfBundle(path, this.#mapOf(source, path, format));
    const module = { rules: this.#matcher.file(path), source, format, bundleMap };
    const made = this.#context.loadTransform().transform(source, obey(module, this.#obedience()));
    if (made.render(firstSite) !== code) throw new Error('what it depends on has changed');
    return made;
  }

  lastWords(words: LastWords): string {
    return correctLastWords(words, () => this.#context.loadTransform());
  }

  judge(name: string, path: string): void {
    const text = readText(path);
    if (text !== undefined && hideInSource(this.#redaction, text).secrets.length === 0) return;
    this.#native.forgetCode(name);
  }

  #instrument(module: ModuleToInstrument): string | undefined {
    const { url, path, format, source, columnOffset } = module;
    const key = moduleKey(this.#native.hash, this.#salt, module);
    const entry = this.#find(key, module) ?? this.#make(key, module);
    const { siteCount, firstSite, site, isRecorded, roster, code } = entry;
    if (entry.lacksText) for (const name of [url, path]) this.#native.forgetCode(name);
    if (!isRecorded) return undefined;
    if (site === 0) throw new Error('no site ids left');
    if (siteCount === 0) return undefined;
    if (this.#tunable) this.#context.tune(path, site, JSON.parse(roster) as Roster);
    const running = rebase(code, firstSite, site);
    const text = { url, path, format, source, columnOffset, code: running, key };
    this.#context.remember({ ...text, firstSite: site, siteCount });
    return running;
  }

  #mapOf(source: string, path: string, format: ModuleFormat): string | undefined {
    const text = format === 'script' ? withoutWrapperEnd(source) : source;
    return upstreamMap(text, path, readText, this.#context.textOfBase64);
  }

  #find(key: string, module: ModuleToInstrument): Entry | undefined {
    if (this.#readFolder === '') return undefined;
    const found = this.#read(key, module);
    if (found === undefined) return undefined;
    // The roster is one line before the code.
    const split = this.#tunable ? found.code.indexOf('\n') + 1 : 0;
    const roster = found.code.slice(0, split);
    const kept = found.code.slice(split);
    if (!found.lacksText) return { ...found, roster, code: kept };
    const { source, sourceMap } = module;
    const { code, learned, learnedInMap } = withText(kept, source);
    learnAgain(this.#redaction, source, learned);
    if (sourceMap !== undefined) learnAgain(this.#redaction, sourceMap, learnedInMap);
    return { ...found, roster, code };
  }

  #read(key: string, { url, path, format }: ModuleToInstrument): CachedModule | undefined {
    const folder = this.#readFolder;
    const { compiler } = this.#context;
    if (compiler === undefined || this.#tunable || isCompiledByProgram(format)) {
      return this.#native.enlistCached(folder, key);
    }
    const isModule = format === 'module';
    const text: ModuleText = [isModule ? url : path, compiler.symbols[format], isModule];
    const found = this.#native.enlistCached(folder, key, ...text, compiler.room);
    if (found?.dataBytes !== undefined) {
      compiler.told(key, text, found);
    }
    return found;
  }

  #make(key: string, module: ModuleToInstrument): Entry {
    const { url, path, format, source, sourceMap, columnOffset } = module;
    const options = obey(module, this.#obedience());
    const made = this.#context.loadTransform().transform(source, options);
    const { sites, skips } = made;
    if (columnOffset !== 0) shiftFirstLine(sites, columnOffset);
    const hidden = hideInSource(this.#redaction, source);
    const hiddenMap =
      sourceMap === undefined ? undefined : hideInSource(this.#redaction, sourceMap);
    const record: Omit<ModuleRecord, 'source'> = {
      type: 'module',
      url,
      path,
      format,
      ...(hiddenMap === undefined ? {} : { sourceMap: hiddenMap.shown }),
      sites,
      skips,
    };
    const hides = hidden.secrets.length > 0;
    if (hides) this.#hideNames(record);
    const isRecorded = sites.length > 0 || skips.length > 0;
    const firstSite = preferredSite(key, sites.length);
    const roster = this.#tunable ? `${JSON.stringify(rosterOf(sites))}\n` : '';
    const code = sites.length === 0 ? '' : made.render(firstSite);
    const lacksText = hides || (hiddenMap?.secrets.length ?? 0) > 0;
    const kept = lacksText
      ? roster + withoutText(hidden, hiddenMap, made.insertions(firstSite), code)
      : roster + code;
    const mayKeep = !lacksText || this.#isFree(kept, source, hidden, sourceMap, hiddenMap);
    const folder = mayKeep ? this.#writeFolder : '';
    const json = isRecorded ? JSON.stringify(record) : '';
    const facts = [sites.length, firstSite, json, hidden.shown, kept, lacksText] as const;
    const { site, isKept } = this.#native.enlist(folder, key, ...facts);
    if (folder !== '') {
      this.#count(isKept);
      if (isKept && this.#waysBack.isWorth(source)) {
        this.#waysBack.keep(folder, key, made.insertions(firstSite), firstSite);
      }
    }
    this.#note({ type: 'made', units: source.length, isKept: folder !== '' && isKept });
    return {
      siteCount: sites.length,
      firstSite,
      site,
      isRecorded,
      roster,
      code,
      lacksText,
    };
  }

  /** Insertions and names are made of the program's text: what they say must be no secret. */
  #isFree(kept: string, source: string, hidden: Hidden, map = '', hiddenMap?: Hidden): boolean {
    const stands = (text: string, { secrets }: Hidden): boolean =>
      secrets.some(([from, to]) => kept.includes(text.slice(from, to)));
    if (stands(source, hidden) || (hiddenMap && stands(map, hiddenMap))) return false;
    return hideInSource(this.#redaction, kept).secrets.length === 0;
  }

  #obedience(): Obedience {
    const { names } = this.#redaction;
    return { matcher: this.#matcher, names, tunable: this.#tunable, framed: this.#framed };
  }

  /** Full, read-only or gone: it will not be better for the next module. */
  #count(isKept: boolean): void {
    if (!isKept) this.#writeFolder = '';
    else if (++this.#writes % writesBetweenPrunes === 0) prune(this.#writeFolder);
  }

  #note(record: MetaRecord): void {
    this.#native.addMeta(JSON.stringify(record));
  }

  /** Names of functions and modules are made of the program's text. */
  #hideNames(record: Omit<ModuleRecord, 'source'>): void {
    record.url = shortUrl(record.url);
    record.path = shortUrl(record.path);
    const clean = <Named extends { name: string }>(named: Named): Named => ({
      ...named,
      name: cleanText(this.#redaction, named.name),
    });
    record.sites = record.sites.map(clean);
    record.skips = record.skips.map(clean);
  }
}

/** Size and date of what decides the result: a rebuilt working copy is another build. */
function buildName(): string {
  const facts = ['modules', 'transform'].map((name) => {
    const { size, mtimeMs } = statSync(`${ownPath}${name}.cjs`);
    return `${size} ${mtimeMs}`;
  });
  return facts.join(' ');
}

/** All probes begin with a header, except those that have nothing but values of the guest's. */
const probeHeaders = new RegExp(
  [
    probePrefix.replace('$', '\\$'),
    '(?!(?:i|h[1-4])\\()[a-zA-Z]{1,2}\\d?(?:\\?\\.self\\))?(?:\\?\\.)?\\((\\d+)',
    `(?:,(\\d+)(?=,${local.activation.replace('$', '\\$')}\\)))?`,
  ].join(''),
  'g',
);

/** Moves code for sites from `from` on to sites from `to` on. */
export function rebase(code: string, from: number, to: number): string {
  if (from === to) return code;
  const shift = (to - from) << kindBits;
  return code.replace(probeHeaders, (call, first: string, second?: string) => {
    const numbers = second === undefined ? first : `${first},${second}`;
    const moved = numbers.split(',').map((digits) => String(Number(digits) + shift));
    return call.slice(0, -numbers.length) + moved.join(',');
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function isCompiledByProgram(format: ModuleFormat): format is CompiledByProgram {
  return format !== 'module' && format !== 'commonjs';
}

function shiftFirstLine(sites: Site[], columns: number): void {
  for (const site of sites) if (site.line === 1) site.column = Math.max(1, site.column + columns);
}

/** The first function that starts there or later. */
function functionFrom(sites: readonly Site[], from: number): Site | undefined {
  let found: Site | undefined;
  for (let index = 0; index < sites.length; index++) {
    const site = sites[index]!;
    if (site.function !== index || site.start < from) continue;
    if (found === undefined || site.start < found.start) found = site;
  }
  return found;
}
