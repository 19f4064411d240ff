/**
 * `iam-simulate`, a library under the AGPL, as a peer of the policy engine: never a dependency,
 * only run in a process of its own from where `HALLPASS_BENCH_IAM_SIMULATE` says that it is
 * installed (the folder of the package).
 */
import { fork } from 'node:child_process';
import { accountId, contextKeys, statementsOf, sessionArn } from './engine-statements.ts';
import type { StatementJson } from './engine-statements.ts';
import type { Row } from './report.ts';

/** What the peer's process is given: a `Simulation` of the library. */
export interface PeerOrder {
  readonly folder: string;
  readonly simulation: object;
  readonly seconds: number;
}

export type PeerAnswer = { readonly perSecond: number } | { readonly failure: string };

const seconds = 3;
const wantedTimes = 100;

const policy = (statements: readonly StatementJson[]): object => ({
  Version: '2012-10-17',
  Statement: statements,
});

function simulationOf(statements: number): object {
  const { identity, boundary, session, scpLevels, rcpLevels, resource } = statementsOf(statements);
  const named = (name: string, list: readonly StatementJson[]): object => ({
    name,
    policy: policy(list),
  });
  const organization = (levels: readonly (readonly StatementJson[])[]): object[] =>
    levels.map((level, index) => ({
      orgIdentifier: `level-${index}`,
      policies: [named('policy', level)],
    }));
  return {
    request: {
      principal: sessionArn,
      action: 's3:GetObject',
      resource: { resource: 'arn:aws:s3:::bucket-1/folder/object', accountId },
      contextVariables: contextKeys,
    },
    identityPolicies: [named('identity', identity)],
    permissionBoundaryPolicies: [named('boundary', boundary)],
    sessionPolicy: policy(session),
    serviceControlPolicies: organization(scpLevels),
    // It adds RCPFullAWSAccess at each level itself, and takes no other Allow.
    resourceControlPolicies: organization(
      rcpLevels.map((level) => level.filter(({ Effect }) => Effect === 'Deny')),
    ).slice(0, 1),
    resourcePolicy: policy(resource),
  };
}

function askPeer(order: PeerOrder): Promise<PeerAnswer> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./iam-simulate-peer.ts', import.meta.url));
    child.once('error', reject);
    child.once('exit', () => reject(new Error('iam-simulate ended without an answer')));
    child.once('message', (answer) => {
      resolve(answer as PeerAnswer);
      child.kill();
    });
    child.send(order);
  });
}

/** No row where the library is not installed. `perSecond`: ours, of the same three statements. */
export async function measureIamSimulate(perSecond: number): Promise<Row[]> {
  const folder = process.env['HALLPASS_BENCH_IAM_SIMULATE'];
  if (folder === undefined) return [];
  const answer = await askPeer({ folder, simulation: simulationOf(3), seconds });
  if ('failure' in answer) throw new Error(`iam-simulate does not allow: ${answer.failure}`);
  return [
    {
      name: 'Decisions, 3 statements',
      against: 'iam-simulate',
      reached: perSecond / answer.perSecond,
      wanted: wantedTimes,
      unit: '×',
      note: `${Math.round(perSecond)}/s against ${Math.round(answer.perSecond)}/s`,
    },
  ];
}
