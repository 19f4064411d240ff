/** Validates files and prints what was found: for people with the lines, for programs as JSON. */
import { readFileSync } from 'node:fs';
import type { Finding, ValidatePolicyOptions } from '@hallpass/policy';
import {
  describeFindings,
  parsePolicy,
  validatedResourceTypes,
  validatePolicy,
} from '@hallpass/policy';
import { policyCatalogue } from '@hallpass/server';
import { Failure } from '../failure.ts';
import { explainOptionsFor, paintFor, safeToPrint, withoutSteering } from '../terminal.ts';
import { failureLevels, policyTypes } from './choices.ts';

export interface ValidateOptions {
  /** One of `policyTypes`, or `auto`. */
  readonly type: string;
  readonly resourceType?: string;
  readonly failOn: string;
  readonly json?: boolean;
}

interface ValidatedFile {
  readonly file: string;
  readonly text: string;
  readonly policyType: ValidatePolicyOptions['policyType'];
  readonly findings: readonly Finding[];
}

const standardInput = 0;

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? standardInput : file, 'utf8');
  } catch (error) {
    throw new Failure(`${file} cannot be read: ${(error as Error).message}`, 2);
  }
}

/** A policy that names principals is a resource's. */
function guessedType(text: string): ValidatePolicyOptions['policyType'] {
  const statements = parsePolicy(text).document?.statements ?? [];
  const names = statements.some(({ principal, notPrincipal }) => principal ?? notPrincipal);
  return names ? 'RESOURCE_POLICY' : 'IDENTITY_POLICY';
}

function optionsFor(text: string, { type, resourceType }: ValidateOptions): ValidatePolicyOptions {
  const known = validatedResourceTypes.find((name) => name === resourceType);
  if (known === undefined) return { policyType: policyTypes.get(type) ?? guessedType(text) };
  if (type !== 'auto' && type !== 'resource') {
    throw new Failure('--resource-type goes with --type resource', 2);
  }
  return { policyType: 'RESOURCE_POLICY', resourceType: known };
}

function validated(file: string, options: ValidateOptions): ValidatedFile {
  const text = read(file);
  const how = optionsFor(text, options);
  const findings = validatePolicy(text, how, policyCatalogue());
  return { file, text, policyType: how.policyType, findings };
}

function count(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'nothing found';
  const ofType = (type: string): number =>
    findings.filter(({ findingType }) => findingType === type).length;
  const parts = [
    [ofType('ERROR'), 'error', 'errors'],
    [ofType('SECURITY_WARNING'), 'security warning', 'security warnings'],
    [ofType('WARNING'), 'warning', 'warnings'],
    [ofType('SUGGESTION'), 'suggestion', 'suggestions'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => `${number} ${number === 1 ? one : many}`)
    .join(', ');
}

function printForPeople(files: readonly ValidatedFile[]): void {
  const { stdout } = process;
  const options = explainOptionsFor(stdout, paintFor(stdout));
  for (const { file, text, findings } of files) {
    // Painted afterwards, or the colours would go with what steers a terminal.
    const safeText = withoutSteering(text.replaceAll('\r\n', '\n'));
    stdout.write(`${withoutSteering(file)}: ${count(findings)}\n`);
    if (findings.length > 0) {
      stdout.write(`\n${describeFindings(safeText, safeToPrint(findings), options)}\n`);
    }
  }
}

function printJson(files: readonly ValidatedFile[]): void {
  const shown = files.map(({ file, policyType, findings }) => ({ file, policyType, findings }));
  process.stdout.write(`${JSON.stringify(shown, undefined, 2)}\n`);
}

/** Sets the exit code. */
export function validateFiles(files: readonly string[], options: ValidateOptions): void {
  const results = files.map((file) => validated(file, options));
  if (options.json === true) printJson(results);
  else printForPeople(results);
  const failing = failureLevels.get(options.failOn) ?? [];
  const isBad = ({ findings }: ValidatedFile): boolean =>
    findings.some(({ findingType }) => failing.includes(findingType));
  if (results.some(isBad)) process.exitCode = 1;
}
