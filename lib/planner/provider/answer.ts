/**
 * What a language model may answer about a batch of functions, and the check of what it did answer.
 * Nothing of an answer is trusted: ids must be of the batch, numbers in range, sentences short.
 */
export interface Opinion {
  /** 0: not worth a look, 10: record this whatever happens. */
  importance: number;
  reason: string;
}

export const maxReasonCharacters = 160;

/** JSON schema in the strict form that servers take for structured output. */
export const answerSchema = {
  type: 'object',
  required: ['functions'],
  additionalProperties: false,
  properties: {
    functions: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'importance', 'reason'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', description: 'The id that stands before the function.' },
          importance: { type: 'integer', minimum: 0, maximum: 10 },
          reason: { type: 'string', description: 'One short sentence.' },
        },
      },
    },
  },
} as const;

export interface CheckedAnswer {
  opinions: Map<string, Opinion>;
  /** What is wrong with the answer as a whole, in words that the model can act on. */
  complaint: string | undefined;
}

export function checkAnswer(text: string, ids: ReadonlySet<string>): CheckedAnswer {
  const opinions = new Map<string, Opinion>();
  const complain = (complaint: string): CheckedAnswer => ({ opinions, complaint });
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return complain('the answer is no JSON');
  }
  const list = (answer as { functions?: unknown } | null)?.functions;
  if (!Array.isArray(list)) return complain('"functions" is no array');
  let unknown = 0;
  for (const entry of list as unknown[]) {
    const { id, importance, reason } = (entry ?? {}) as Record<string, unknown>;
    if (typeof id !== 'string' || !ids.has(id)) unknown++;
    else if (isImportance(importance) && typeof reason === 'string') {
      opinions.set(id, { importance, reason: sentence(reason) });
    } else {
      return complain(`${id}: importance must be a whole number from 0 to 10, reason a string`);
    }
  }
  if (opinions.size === 0) return complain(`${String(unknown)} unknown ids and no known one`);
  return { opinions, complaint: undefined };
}

function isImportance(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 10;
}

/** One line without control characters. */
function sentence(text: string): string {
  const line = text.replaceAll(/[\s\p{C}|]+/gu, ' ').trim();
  return line.length > maxReasonCharacters ? `${line.slice(0, maxReasonCharacters - 1)}…` : line;
}
