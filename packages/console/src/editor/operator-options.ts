/**
 * Condition operators to choose from: each, those with `IfExists`, and those of keys with several
 * values. Page: IAM UG "IAM JSON policy elements: Condition operators".
 */
import { operatorNames } from '@hallpass/policy';

const several = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'ArnLike'];

export const operatorOptions: readonly string[] = [
  ...operatorNames,
  ...operatorNames.filter((name) => name !== 'Null').map((name) => `${name}IfExists`),
  ...['ForAnyValue', 'ForAllValues'].flatMap((qualifier) =>
    several.map((name) => `${qualifier}:${name}`),
  ),
];
