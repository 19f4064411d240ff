import { describe, expect, it } from 'vitest';
import { constraintOf, locationOf } from './location.ts';

describe('where a new bucket goes', () => {
  it.each([
    ['us-east-1', undefined, 'us-east-1'],
    ['us-east-1', 'eu-west-1', 'eu-west-1'],
    ['us-east-1', 'EU', 'eu-west-1'],
    ['eu-west-1', 'EU', 'eu-west-1'],
    ['ap-south-1', 'ap-south-1', 'ap-south-1'],
  ])('signed for %s with %s: %s', (signed, constraint, region) => {
    expect(locationOf(constraint, signed)).toBe(region);
  });

  // The SDK always sends a constraint outside us-east-1, so this is out of its reach.
  it('refuses no constraint outside us-east-1', () => {
    expect(() => locationOf(undefined, 'eu-west-1')).toThrow(
      'The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.',
    );
  });

  it('is said as it was given', () => {
    expect(constraintOf({ region: 'us-east-1' })).toBeUndefined();
    expect(constraintOf({ region: 'eu-west-1' })).toBe('eu-west-1');
    expect(constraintOf({ region: 'eu-west-1', locationConstraint: 'EU' })).toBe('EU');
  });
});
