/**
 * Secrets in what a recording says about its program: command lines, folders, and the environment,
 * whose secrets are known before the first event.
 *
 *   ['--password', 'x1…', '--db=postgres://ada:x2…@db/']  ->  both replaced
 */
import { inspected, type Redaction } from './redaction.js';

/** A text as it may be written. */
export function cleanText(redaction: Redaction, text: string): string {
  switch (redaction.inspect(text)) {
    case inspected.clean:
      return text;
    case inspected.masked:
      return redaction.shown();
    default:
      return `[redacted ${redaction.replacement(text, redaction.rule())}]`;
  }
}

/** A command line as it may be written: the argument behind `--password` goes, too. */
export function cleanArguments(redaction: Redaction, args: readonly string[]): string[] {
  let rule = 0;
  return args.map((argument) => {
    const isOption = argument.startsWith('-');
    const above = isOption ? 0 : rule;
    rule = isOption && !argument.includes('=') ? redaction.names.rule(argument) : 0;
    if (above === 0) return cleanText(redaction, argument);
    redaction.learn(argument, above);
    return `[redacted ${redaction.replacement(argument, above)}]`;
  });
}

/** Learns the values of variables whose names give secrets away, before anything is recorded. */
export function learnEnvironment(redaction: Redaction, env: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined || value === '') continue;
    const rule = redaction.names.rule(name);
    if (rule !== 0) redaction.learn(value, rule);
    else redaction.inspect(value); // learns passwords in URLs, tokens by their prefix
  }
}
