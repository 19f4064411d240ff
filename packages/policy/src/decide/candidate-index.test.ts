/** The index finds exactly what looking at every statement finds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest } from '../index.ts';
import { compilePolicies, evaluate, parsePolicy } from '../index.ts';
import { indexStatements, nextNode } from './candidate-index.ts';
import { traceStatement } from './trace-request.ts';

const paths = fc.array(fc.constantFrom('a', 'b', 'ab', '/', '*', '?', '${aws:username}'), {
  maxLength: 6,
});

const patterns = fc.oneof(
  { weight: 8, arbitrary: paths.map((parts) => `arn:aws:s3:::${parts.join('')}`) },
  { weight: 1, arbitrary: fc.constantFrom('*', 'arn:aws:s3:*', 'arn:*:s3:::a*', 'arn:aws:s3:::') },
);

function setOf(resources: readonly string[]) {
  const statements = resources.map((resource, index) => ({
    Effect: index % 2 === 0 ? 'Allow' : 'Deny',
    Action: index % 3 === 0 ? 's3:*' : ['s3:GetObject', 's3:Put*'],
    [index % 7 === 6 ? 'NotResource' : 'Resource']: resource,
  }));
  const { document } = parsePolicy(
    JSON.stringify({ Version: '2012-10-17', Statement: statements }),
  );
  if (document === undefined) throw new Error('broken policy in a test');
  return compilePolicies([{ document, origin: { type: 'identity' } }]);
}

const requestFor = (resource: string): AuthorizationRequest => ({
  principal: { kind: 'user', partition: 'aws', accountId: '111111111111', arn: 'u', id: 'i' },
  action: 's3:GetObject',
  resource,
  resourceAccountId: '111111111111',
  context: { get: (key) => (key === 'aws:username' ? 'ab' : undefined) },
});

describe('the index of statements', () => {
  it('decides as a look at every statement does', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'ab', '/'), { maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(patterns, { minLength: 1, maxLength: 60 }),
        texts,
        (resources, parts) => {
          const set = setOf(resources);
          const request = requestFor(`arn:aws:s3:::${parts.join('')}`);
          const applying = set.statements
            .filter((statement) => traceStatement(statement, request).applies)
            .map(({ reference }) => reference.effect);
          const { effect, explicit } = evaluate(request, { identity: set });
          expect(explicit).toBe(applying.includes('Deny'));
          expect(effect === 'allow').toBe(applying.includes('Allow') && !applying.includes('Deny'));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('meets few of many statements', () => {
    const resources = Array.from({ length: 1_000 }, (_, index) => `arn:aws:s3:::bucket-${index}/*`);
    const root = indexStatements(setOf(resources).statements);
    let met = 0;
    let at: typeof root | undefined = root;
    const resource = 'arn:aws:s3:::bucket-123/key';
    for (let walked = 0; at !== undefined; at = nextNode(at, resource, walked)) {
      walked += at.label.length;
      met += at.candidates.length;
    }
    // Its own, and those that exclude a resource.
    expect(met).toBe(1 + Math.floor(1_000 / 7));
  });
});
