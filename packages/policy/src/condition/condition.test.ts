import { describe, expect, it } from 'vitest';
import { findOperator, operatorNames } from './condition.ts';

/** IAM UG "Condition operators", in the page's order. */
const takesVariables = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringNotEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'ArnEquals',
  'ArnLike',
  'ArnNotEquals',
  'ArnNotLike',
].toSorted();
const comparisons = ['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan'];
const takesNone = ['Numeric', 'Date']
  .flatMap((family) => [...comparisons, 'GreaterThanEquals'].map((name) => family + name))
  .concat(['Bool', 'BinaryEquals', 'IpAddress', 'NotIpAddress']);

describe('operators', () => {
  it('are those of the page', () => {
    const all = [...takesVariables, ...takesNone, 'Null'];
    expect(operatorNames.toSorted()).toEqual(all.toSorted());
  });

  it('take variables when they compare texts', () => {
    const taking = operatorNames.filter((name) => findOperator(name)?.takesVariables);
    expect(taking.toSorted()).toEqual(takesVariables);
  });

  it('are found in any case', () => {
    expect(findOperator('stringLIKE')?.name).toBe('StringLike');
    expect(findOperator('StringSame')).toBeUndefined();
  });
});
