/**
 * The golden table: who may do what, as the server really answers its clients, in a file that a
 * person can read and a reviewer sees change (`npx vitest run tests/golden -u` writes it). And the
 * simulator, which `hallpass can` asks, says of each pair what then happens.
 */
import type { EvaluationResult } from '@aws-sdk/client-iam';
import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { World } from '../scenarios/world.ts';
import { makeWorld } from '../scenarios/world.ts';
import type { Person } from './people.ts';
import { gatherPeople } from './people.ts';
import { makePlaces } from './places.ts';
import type { Row } from './requests.ts';
import { rows } from './requests.ts';

interface SdkError extends Error {
  readonly Code?: string;
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/with an explicit deny in an identity-based policy/, 'DENY identity'],
  [/with an explicit deny in a resource-based policy/, 'DENY resource'],
  [/with an explicit deny in a service control policy/, 'DENY scp'],
  [/because no identity-based policy allows/, 'no identity'],
  [/because no resource-based policy allows/, 'no resource'],
  [/because no permissions boundary allows/, 'no boundary'],
  [/because no session policy allows/, 'no session'],
  [/because no role trust policy allows/, 'no trust'],
  [/^Access Denied$/, 'no'],
  [/^Roles may not be assumed by root accounts\.$/, 'not root'],
  [/^Cannot call \w+ with session credentials$/, 'not session'],
  [/^You don't have permissions to access this resource\.$/, 'not manager'],
];

/** A cell: `yes`, or why not. */
async function answerOf(row: Row, { clients, accountId }: Person): Promise<string> {
  try {
    await row.send(clients, accountId);
    return 'yes';
  } catch (error) {
    const { Code, name, message } = error as SdkError;
    const code = (Code ?? name).replace(/Exception$/, '');
    if (code === 'AccessDenied') {
      return reasons.find(([pattern]) => pattern.test(message))?.[1] ?? message;
    }
    if (code === 'InvalidClientTokenId') return 'not session';
    if (code === 'MissingAuthenticationToken') return 'unsigned';
    return known.has(code) ? 'yes' : `${code}: ${message}`;
  }
}

/** What only those are told who may. */
const known: ReadonlySet<string> = new Set([
  'NoSuchEntity',
  'EntityAlreadyExists',
  'InvalidAuthorizationMessage',
  'BucketAlreadyOwnedByYou',
  'NoSuchBucketPolicy',
  'AWSOrganizationsNotInUse',
]);

const resourceFor = ({ resource }: Row, accountId: string): string =>
  typeof resource === 'string' ? resource : resource(accountId);

const shortResource = ({ resource, shown }: Row): string =>
  shown ?? String(resource).replace(/^arn:aws:(?:iam|s3):::?/, '');

function tableOf(people: readonly Person[], cells: readonly (readonly string[])[]): string {
  const head = ['', '', ...people.map(({ mark }) => mark)];
  const lines = rows.map((row, at) => [row.action, shortResource(row), ...(cells[at] ?? [])]);
  const widths = head.map((_text, column) =>
    Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)),
  );
  const text = (line: readonly string[]): string =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    'Who may do what: the answers of the server to the real clients. Written by tests/golden/decisions.test.ts.',
    '',
    'yes           done, or refused for another reason than permission',
    'no TYPE       no policy of this type allows it; S3 does not tell outsiders the type',
    'DENY TYPE     a statement of a policy of this type denies it',
    'not session   not with such temporary credentials; not root, not manager, unsigned: not for these',
    '',
    ...people.map(({ mark, name }) => `${mark.padEnd(12)}  ${name}`),
    '',
    text(head),
    ...lines.map(text),
    '',
  ].join('\n');
}

const simulatedCell: Readonly<Record<string, RegExp>> = {
  allowed: /^yes$/,
  explicitDeny: /^(?:DENY|no$)/,
  implicitDeny: /^no(?: |$)/,
};

async function simulate(row: Row, { simulated, accountId }: Person): Promise<EvaluationResult> {
  const { EvaluationResults } = await (simulated as NonNullable<typeof simulated>).by.iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: simulated?.arn,
      ActionNames: [row.action],
      ResourceArns: [resourceFor(row, accountId)],
    }),
  );
  return (
    EvaluationResults?.[0] ?? {
      EvalActionName: row.action,
      EvalDecision: undefined,
    }
  );
}

describe('the golden table', () => {
  let world: World;
  let people: readonly Person[];
  const cells: string[][] = [];

  beforeAll(async () => {
    world = await makeWorld();
    people = await gatherPeople(world);
    await makePlaces(world);
    for (const row of rows) {
      const line: string[] = [];
      for (const person of people) line.push(await answerOf(row, person));
      cells.push(line);
    }
  });

  it('is what the server answers', async () => {
    await expect(tableOf(people, cells)).toMatchFileSnapshot(
      join(import.meta.dirname, 'decisions.txt'),
    );
    expect(world.loggedErrors).toEqual([]);
  });

  it('is what the simulator says, wherever a simulation can say it', async () => {
    const disagreements: string[] = [];
    let compared = 0;
    for (const [at, row] of rows.entries()) {
      for (const [column, person] of people.entries()) {
        const cell = cells[at]?.[column] ?? '';
        // Limits of kinds of credentials and accounts are no matter of policies.
        if (person.simulated === undefined || cell.startsWith('not ')) continue;
        const { EvalDecision: decision } = await simulate(row, person);
        compared += 1;
        if (simulatedCell[decision ?? '']?.test(cell) === true) continue;
        disagreements.push(`${person.mark} ${row.action}: ${decision}, but the server: ${cell}`);
      }
    }
    expect(disagreements).toEqual([]);
    expect(compared).toBeGreaterThan(300);
  });
});
