/**
 * CORS rules as S3's console writes them: a JSON list, with the names of the API. Pages: S3 UG
 * "Elements of a CORS configuration", "Configuring cross-origin resource sharing (CORS)".
 */
import type { CORSRule } from '@aws-sdk/client-s3';

export type CorsReading =
  | { readonly rules: readonly CORSRule[] }
  /** Why the text is no list of rules. */
  | { readonly fault: string };

/** S3's limit. */
const rulesMax = 100;

const lists = ['AllowedHeaders', 'AllowedMethods', 'AllowedOrigins', 'ExposeHeaders'] as const;
const required: readonly string[] = ['AllowedMethods', 'AllowedOrigins'];
const methods: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
const known: readonly string[] = [...lists, 'ID', 'MaxAgeSeconds'];

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

function ruleFault(rule: unknown): string | undefined {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return 'is no object';
  const members = rule as Readonly<Record<string, unknown>>;
  const stranger = Object.keys(members).find((name) => !known.includes(name));
  if (stranger !== undefined) return `has ${stranger}, which CORS rules do not have`;
  for (const name of lists) {
    const value = members[name];
    if (value === undefined && !required.includes(name)) continue;
    if (!isTexts(value)) return `needs ${name} as a list of texts`;
    if (required.includes(name) && value.length === 0) return `needs something in ${name}`;
  }
  const odd = (members['AllowedMethods'] as string[]).find((method) => !methods.includes(method));
  if (odd !== undefined) return `has the method ${odd}; there are ${methods.join(', ')}`;
  const { ID: id, MaxAgeSeconds: age } = members;
  if (id !== undefined && typeof id !== 'string') return 'has an ID that is no text';
  if (age !== undefined && !Number.isInteger(age)) return 'has MaxAgeSeconds that is no number';
  return undefined;
}

export function readCors(text: string): CorsReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { fault: `This is no JSON: ${(error as Error).message}` };
  }
  if (!Array.isArray(value))
    return { fault: 'CORS rules are a list: begin with [ and end with ].' };
  if (value.length > rulesMax) return { fault: `There can be at most ${rulesMax} rules.` };
  for (const [index, rule] of value.entries()) {
    const fault = ruleFault(rule);
    if (fault !== undefined) return { fault: `Rule ${index + 1} ${fault}.` };
  }
  return { rules: value as CORSRule[] };
}

/** Members in the order of AWS's examples, none that is not there. */
export function writeCors(rules: readonly CORSRule[]): string {
  if (rules.length === 0) return '';
  const written = rules.map((rule) => ({
    ...(rule.ID === undefined ? {} : { ID: rule.ID }),
    AllowedHeaders: rule.AllowedHeaders ?? [],
    AllowedMethods: rule.AllowedMethods ?? [],
    AllowedOrigins: rule.AllowedOrigins ?? [],
    ExposeHeaders: rule.ExposeHeaders ?? [],
    ...(rule.MaxAgeSeconds === undefined ? {} : { MaxAgeSeconds: rule.MaxAgeSeconds }),
  }));
  return JSON.stringify(written, undefined, 4);
}

/** What an empty editor begins with. */
export const corsExample: string = writeCors([
  {
    AllowedHeaders: ['*'],
    AllowedMethods: ['GET', 'HEAD'],
    AllowedOrigins: ['https://www.example.com'],
    ExposeHeaders: [],
    MaxAgeSeconds: 3000,
  },
]);
