/**
 * What the SDK's schemas do not carry: lengths, patterns, ranges, enumerations. Written beside each
 * operation and checked here, with the words of AWS's request validation:
 *
 * 1 validation error detected: Value 'x' at 'roleName' failed to satisfy constraint: Member must …
 *
 * Required members come from the schema and are counted with the rest. A constraint with its own
 * `message` is IAM's second check, after the framework's: "The specified value for userName is
 * invalid. …". https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 * (ValidationError)
 */
import type { AwsError } from './aws-error.ts';
import { checkedMembers, needsWalk } from './checked-members.ts';
import { failWith } from './errors.ts';
import type { OperationShape } from './service.ts';
import type { Member, Shape, StructShape } from './shape.ts';

export interface Constraint {
  /** Characters of a string, bytes of a blob, entries of a list or map. Inclusive. */
  readonly length?: readonly [min: number, max: number];
  /** Inclusive. */
  readonly range?: readonly [min: number, max: number];
  /** The whole value must match; the source is quoted as AWS's model writes it. */
  readonly pattern?: RegExp;
  readonly enum?: readonly string[];
  /** Of each element of a list. */
  readonly items?: Constraint;
  /** Of a list's items: AWS does not name null when it tells their rules. */
  readonly nullable?: true;
  /** Of each key and each value of a map. */
  readonly keys?: Constraint;
  readonly values?: Constraint;
  /** Of the members of a structure. */
  readonly members?: Constraints;
  /** Instead of the framework's text about the pattern, and only once the framework is satisfied. */
  readonly message?: string;
}

export type Constraints = Readonly<Record<string, Constraint>>;

export interface Violation {
  /** `tags.1.member.key` */
  readonly path: string;
  /** `Member must not be null` */
  readonly rule: string;
  /** Undefined for a sensitive value, which is never repeated. */
  readonly value: string | undefined;
  /** The text of a constraint that brings its own. */
  readonly message: string | undefined;
}

/** A hostile list of faulty members is not worth reporting whole. */
const violationsMax = 50;

interface Check {
  readonly violations: Violation[];
  readonly repeatsValues: boolean;
}

interface Place {
  readonly path: string;
  readonly shape: Shape;
  readonly sensitive: boolean;
}

/** AWS lowers the first letter only: `SAMLMetadataDocument` → `sAMLMetadataDocument`. */
const pathName = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Constraints whose names have been compared with their operation's shape. */
const compared = new WeakSet<Constraints>();

/** A misspelt name would check nothing, so that it is refused at the first use. */
function compareNames(operation: OperationShape, constraints: Constraints): void {
  if (compared.has(constraints)) return;
  const unknown = unknownName(operation.input, constraints);
  if (unknown !== undefined) throw new Error(`${operation.name} has no member ${unknown}`);
  compared.add(constraints);
}

function unknownName(shape: Shape, constraints: Constraints): string | undefined {
  const members = shape.kind === 'struct' ? shape.members : [];
  for (const [name, constraint] of Object.entries(constraints)) {
    const member = members.find((candidate) => candidate.name === name);
    const unknown = member === undefined ? '' : unknownWithin(member.shape, constraint);
    if (unknown !== undefined) return unknown === '' ? name : `${name}.${unknown}`;
  }
  return undefined;
}

function unknownWithin(shape: Shape, { items, values, members }: Constraint): string | undefined {
  if (members !== undefined) return unknownName(shape, members);
  if (items !== undefined && shape.kind === 'list') return unknownWithin(shape.item.shape, items);
  return values !== undefined && shape.kind === 'map'
    ? unknownWithin(shape.value.shape, values)
    : undefined;
}

const none: Constraints = {};

export function findViolations(
  operation: OperationShape,
  input: object,
  constraints: Constraints = none,
): readonly Violation[] {
  if (constraints !== none) compareNames(operation, constraints);
  const { repeatsValues = true } = operation.service.model;
  const check: Check = { violations: [], repeatsValues };
  checkStruct(
    check,
    { path: '', shape: operation.input, sensitive: false },
    { input, constraints },
  );
  return check.violations;
}

/** Throws the protocol's error for whatever `input` violates. */
export function checkConstraints(
  operation: OperationShape,
  input: object,
  constraints?: Constraints,
): void {
  if (operation.service.model.protocol === 'restXml') requireBindings(operation, input);
  const violations = findViolations(operation, input, constraints);
  if (violations.length > 0) throw violationError(operation, violations);
}

/**
 * restXml has no framework text for a missing member; bodies are checked against their schema
 * already.
 */
function requireBindings(operation: OperationShape, input: object): void {
  for (const name of operation.requiredMembers) {
    if ((input as Readonly<Record<string, unknown>>)[name] !== undefined) continue;
    const member = operation.input.members.find((candidate) => candidate.name === name);
    const { httpHeader, httpQuery } = member?.traits ?? {};
    if (httpQuery !== undefined) {
      const message = `Missing required parameter for this request: ${httpQuery}`;
      throw failWith('InvalidArgument', message, { ArgumentName: httpQuery });
    }
    const message =
      httpHeader === undefined
        ? `Missing required element for this request: ${name}`
        : `Missing required header for this request: ${httpHeader}`;
    throw failWith('InvalidRequest', message);
  }
}

/** All violations as the one error of the operation's protocol. */
export function violationError(
  operation: OperationShape,
  violations: readonly Violation[],
): AwsError {
  const [first] = violations;
  if (operation.service.model.protocol === 'restXml' && first !== undefined) {
    return failWith('InvalidArgument', first.message ?? first.rule, {
      ArgumentName: first.path,
      ArgumentValue: first.value?.slice(1, -1),
    });
  }
  const framework = violations.filter(({ message }) => message === undefined);
  if (framework.length === 0) return failWith('ValidationError', violations[0]!.message);
  const count = framework.length;
  const texts = framework.map(({ path, rule, value }) => {
    const shown = value === undefined ? 'Value' : `Value ${value}`;
    return `${shown} at '${path}' failed to satisfy constraint: ${rule}`;
  });
  return failWith(
    'ValidationError',
    `${count} validation error${count === 1 ? '' : 's'} detected: ${texts.join('; ')}`,
  );
}

function report(
  check: Check,
  place: Place,
  violation: Pick<Violation, 'rule' | 'value' | 'message'>,
): void {
  if (check.violations.length >= violationsMax) return;
  const secret = place.sensitive && violation.value !== 'null';
  const value = secret || !check.repeatsValues ? undefined : violation.value;
  check.violations.push({ path: place.path, ...violation, value });
}

interface StructValue {
  readonly input: object;
  readonly constraints: Constraints;
}

function checkStruct(check: Check, place: Place, { input, constraints }: StructValue): void {
  for (const member of checkedMembers(place.shape as StructShape, constraints)) {
    const value = (input as Readonly<Record<string, unknown>>)[member.name];
    const constraint = constraints[member.name];
    if (value === undefined || value === null) {
      if (!member.required) continue;
      const rule = 'Member must not be null';
      report(check, memberPlace(place, member), { rule, value: 'null', message: undefined });
    } else {
      checkValue(check, memberPlace(place, member), { value, constraint });
    }
  }
}

function memberPlace(place: Place, { name, shape, traits }: Member): Place {
  const prefix = place.path === '' ? '' : `${place.path}.`;
  const sensitive = place.sensitive || traits.sensitive !== undefined;
  return { path: prefix + pathName(name), shape, sensitive };
}

interface Checked {
  readonly value: unknown;
  readonly constraint: Constraint | undefined;
}

function checkValue(check: Check, place: Place, { value, constraint }: Checked): void {
  if (constraint !== undefined) checkOwn(check, place, { value, constraint });
  const { shape } = place;
  if (shape.kind === 'struct') {
    if (constraint?.members !== undefined || needsWalk(shape)) {
      const constraints = constraint?.members ?? none;
      checkStruct(check, place, { input: value as object, constraints });
    }
  } else if (shape.kind === 'list') {
    if (constraint?.items === undefined && !needsWalk(shape.item.shape)) return;
    if (constraint?.items !== undefined && isScalar(shape.item.shape)) {
      checkScalars(check, place, { value, constraint: constraint.items });
      return;
    }
    for (const [index, item] of (value as readonly unknown[]).entries()) {
      const at = itemPlace(place, `${index + 1}.member`, shape.item);
      checkValue(check, at, { value: item, constraint: constraint?.items });
    }
  } else if (shape.kind === 'map') {
    checkEntries(check, place, { value, constraint });
  }
}

function isScalar({ kind }: Shape): boolean {
  return kind !== 'struct' && kind !== 'list' && kind !== 'map';
}

/** Of a list of scalars AWS tells neither which item is at fault nor how: it tells all the rules. */
function checkScalars(check: Check, place: Place, { value, constraint }: Constrained): void {
  const items = value as readonly unknown[];
  const faulty = items.some(
    (item) => brokenRules(item, constraint).length > 0 || breaksPattern(item, constraint),
  );
  if (!faulty) return;
  const rule = `Member must satisfy constraint: [${allRules(constraint).join(', ')}]`;
  report(check, place, { rule, value: `'${shownValue(value)}'`, message: undefined });
}

function allRules(constraint: Constraint): readonly string[] {
  const { length, range, pattern, enum: values, nullable = false } = constraint;
  return [
    ...(length === undefined ? [] : lengthRules(length)),
    ...(range === undefined ? [] : rangeRules(range)),
    ...(pattern === undefined ? [] : [patternRule(pattern)]),
    ...(values === undefined ? [] : [enumRule(values)]),
    ...(nullable ? [] : ['Member must not be null']),
  ];
}

const itemPlace = (place: Place, step: string, { shape, traits }: Member): Place => ({
  path: `${place.path}.${step}`,
  shape,
  sensitive: place.sensitive || traits.sensitive !== undefined,
});

function checkEntries(check: Check, place: Place, { value, constraint }: Checked): void {
  const { shape } = place;
  if (shape.kind !== 'map') return;
  const { keys, values } = constraint ?? {};
  if (keys === undefined && values === undefined && !needsWalk(shape.value.shape)) return;
  for (const [key, item] of Object.entries(value as object)) {
    const at = itemPlace(place, `${key}.member`, shape.value);
    if (keys !== undefined) {
      checkOwn(check, { ...place, shape: shape.key.shape }, { value: key, constraint: keys });
    }
    checkValue(check, at, { value: item, constraint: values });
  }
}

interface Constrained {
  readonly value: unknown;
  readonly constraint: Constraint;
}

function checkOwn(check: Check, place: Place, { value, constraint }: Constrained): void {
  const { message, pattern } = constraint;
  const shown = `'${shownValue(value)}'`;
  if (pattern !== undefined && breaksPattern(value, constraint)) {
    report(check, place, { rule: patternRule(pattern), value: shown, message });
  }
  for (const rule of brokenRules(value, constraint)) {
    report(check, place, { rule, value: shown, message: undefined });
  }
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return characters(value);
  if (Array.isArray(value)) return value.length;
  if (value instanceof Uint8Array) return value.byteLength;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

/** Code points, as AWS's model counts them. */
function characters(text: string): number {
  let count = text.length;
  for (let index = 0; index + 1 < text.length; index += 1) {
    const isPair = (text.codePointAt(index) ?? 0) > 0xffff;
    if (isPair) {
      count -= 1;
      index += 1;
    }
  }
  return count;
}

type Bounds = readonly [min: number, max: number];

const lengthRules = ([min, max]: Bounds): readonly [string, string] => [
  `Member must have length less than or equal to ${max}`,
  `Member must have length greater than or equal to ${min}`,
];

const rangeRules = ([min, max]: Bounds): readonly [string, string] => [
  `Member must have value less than or equal to ${max}`,
  `Member must have value greater than or equal to ${min}`,
];

const patternRule = ({ source }: RegExp): string =>
  `Member must satisfy regular expression pattern: ${source}`;

const enumRule = (values: readonly string[]): string =>
  `Member must satisfy enum value set: [${values.join(', ')}]`;

function breaksPattern(value: unknown, { pattern }: Constraint): boolean {
  return pattern !== undefined && typeof value === 'string' && !matchesWhole(pattern, value);
}

function brokenBounds(size: number, bounds: Bounds, rules: readonly [string, string]): string[] {
  if (size > bounds[1]) return [rules[0]];
  return size < bounds[0] ? [rules[1]] : [];
}

/** All but the pattern, which may have a text of its own. */
function brokenRules(value: unknown, constraint: Constraint): readonly string[] {
  const { length, range, enum: values } = constraint;
  return [
    ...(length === undefined ? [] : brokenBounds(lengthOf(value), length, lengthRules(length))),
    ...(range === undefined || typeof value !== 'number'
      ? []
      : brokenBounds(value, range, rangeRules(range))),
    ...(values === undefined || values.includes(String(value)) ? [] : [enumRule(values)]),
  ];
}

const wholePatterns = new WeakMap<RegExp, RegExp>();

/** A pattern of the operation file, made to match whole values once. */
function matchesWhole(pattern: RegExp, value: string): boolean {
  let whole = wholePatterns.get(pattern);
  if (whole === undefined) {
    whole = new RegExp(`^(?:${pattern.source})$`, pattern.flags.replaceAll(/[gy]/g, ''));
    wholePatterns.set(pattern, whole);
  }
  return whole.test(value);
}

const shownMax = 2048;

function shownValue(value: unknown): string {
  if (typeof value === 'string') return value.length > shownMax ? value.slice(0, shownMax) : value;
  if (Array.isArray(value))
    return `[${value.map((item) => shownValue(item)).join(', ')}]`.slice(0, shownMax);
  return (JSON.stringify(value) ?? '').slice(0, shownMax);
}
