/** `scope plan --ai`: settings of the service, and what is told about asking it. */
import { join } from 'node:path';
import type { Config } from '../config.js';
import { ScopeError } from '../errors.js';
import type { PlanOptions } from '../planner/planner.js';
import { advise, type AdviceReport } from '../planner/provider/advice.js';
import type { Output } from './output.js';
import { count, printable } from './text.js';

export interface AiOptions {
  ai?: true;
  dryRun?: true;
  tokenBudget?: number;
}

interface Adviser {
  advise: NonNullable<PlanOptions['advise']>;
  /** To be called behind it. */
  report: (out: Output) => void;
}

const defaultTokenBudget = 60_000;

/** Throws ScopeError SCOPE_USAGE where no model is named. */
export function adviser(
  { dryRun, tokenBudget = defaultTokenBudget }: AiOptions,
  config: Config,
  focusText: string,
): Adviser {
  const { ai } = config;
  const isDryRun = dryRun === true;
  if (!isDryRun) check(ai);
  let report: AdviceReport | undefined;
  return {
    advise: async (context) => {
      report = await advise(context, {
        ...ai,
        root: config.root,
        focusText,
        tokenBudget,
        cacheFile: config.cache === '' ? '' : join(config.out, 'advice.json'),
        isDryRun,
      });
      return report.opinions;
    },
    report: (out) => {
      if (report === undefined) return;
      if (isDryRun) out.line(JSON.stringify(report.requests, null, 2));
      else process.stderr.write(reportText(report, ai.price));
    },
  };
}

function check({ model, key, timeoutMs, price }: Config['ai']): void {
  const wrong =
    model === ''
      ? 'name a model in SCOPE_AI_MODEL'
      : key === ''
        ? 'give the key in OPENAI_API_KEY or SCOPE_AI_KEY'
        : !(timeoutMs > 0)
          ? 'SCOPE_AI_TIMEOUT must be seconds'
          : price.some((dollars) => !(dollars >= 0)) || (price.length !== 0 && price.length !== 2)
            ? 'SCOPE_AI_PRICE must be two numbers: dollars for a million tokens sent and received'
            : undefined;
  if (wrong !== undefined) throw new ScopeError('SCOPE_USAGE', `scope plan --ai: ${wrong}`);
}

function reportText(report: AdviceReport, price: readonly number[]): string {
  const { asked, answered, known, inputTokens, outputTokens, failure } = report;
  const [sent = NaN, received = NaN] = price;
  const dollars = (inputTokens * sent + outputTokens * received) / 1e6;
  const cost = Number.isNaN(dollars) ? '' : `, $${dollars.toFixed(4)}`;
  const tokens = `${count(inputTokens)} tokens sent, ${count(outputTokens)} received${cost}`;
  const line =
    `scope: asked about ${count(asked)} functions, ${count(answered)} answered, ` +
    `${count(known)} known from before; ${tokens}\n`;
  if (failure === undefined) return line;
  const rest = answered + known === 0 ? 'the plan is' : 'the rest of the plan is';
  return `${line}${printable(`scope: --ai: ${failure}; ${rest} by heuristics alone`)}\n`;
}
