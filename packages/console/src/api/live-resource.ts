/**
 * What a resource itself says of requests: the policy of a bucket, the trust policy of a role.
 * Pages: S3 API Reference "GetBucketPolicy"; IAM API Reference "GetRole".
 */
import type { IAMClient } from '@aws-sdk/client-iam';
import { GetRoleCommand } from '@aws-sdk/client-iam';
import type { S3Client } from '@aws-sdk/client-s3';
import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import type { UseQueryOptions } from '@tanstack/react-query';
import { useQueries } from '@tanstack/react-query';
import type { Question } from '../simulator/decide.ts';
import { asksTrust, resourceKey } from '../simulator/decide.ts';
import type { LivePolicy, LiveResource } from '../simulator/live-policies.ts';
import { errorText } from './errors.ts';
import { useIam } from './iam-client.ts';
import { decodeDocument } from './iam/policies.ts';
import { useS3 } from './s3-client.ts';
import { useSession, useSessionId } from './session-context.ts';

interface Clients {
  readonly iam: IAMClient;
  readonly s3: S3Client;
  /** Of the account that the page works in. */
  readonly ownId: string;
}

function policyOf(name: string, attachedTo: string, text: string): LivePolicy {
  const type = name === 'trust policy' ? ('trust' as const) : ('resource' as const);
  return {
    id: `resource ${attachedTo}`,
    layer: 'resource',
    level: 0,
    name,
    place: attachedTo,
    origin: { type, name, attachedTo },
    text,
  };
}

const nothing = (accountId: string, isRole: boolean): LiveResource => ({
  accountId,
  isRole,
  policy: undefined,
  tags: [],
  unread: [],
});

async function roleResource({ iam, ownId }: Clients, arn: string): Promise<LiveResource> {
  const accountId = arn.split(':')[4] ?? ownId;
  const empty = nothing(accountId, true);
  const what = `The trust policy of ${arn}`;
  if (accountId !== ownId) {
    return { ...empty, unread: [{ what, why: 'The role is of another account.' }] };
  }
  try {
    const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    if (Role?.Arn !== arn) return empty;
    const text = decodeDocument(Role.AssumeRolePolicyDocument);
    return { ...empty, policy: policyOf('trust policy', arn, text), tags: Role.Tags ?? [] };
  } catch (error) {
    const { code, message } = errorText(error);
    return code === 'NoSuchEntity' ? empty : { ...empty, unread: [{ what, why: message }] };
  }
}

async function bucketResource({ s3, ownId }: Clients, Bucket: string): Promise<LiveResource> {
  const empty = nothing(ownId, false);
  try {
    const command = new GetBucketPolicyCommand({ Bucket, ExpectedBucketOwner: ownId });
    const { Policy = '' } = await s3.send(command);
    return { ...empty, policy: policyOf('bucket policy', `arn:aws:s3:::${Bucket}`, Policy) };
  } catch (error) {
    const { code, message } = errorText(error);
    if (code === 'NoSuchBucketPolicy' || code === 'NoSuchBucket') return empty;
    const what = `The policy of the bucket ${Bucket}, which may be another account's`;
    return { ...empty, unread: [{ what, why: message }] };
  }
}

function read(clients: Clients, question: Question): Promise<LiveResource> {
  const { action, resource } = question;
  if (asksTrust(question)) return roleResource(clients, resource);
  const [, bucket] = /^arn:[^:]+:s3:::([^/*?]+)/.exec(resource) ?? [];
  // A bucket that is yet to be made has no policy.
  if (bucket !== undefined && action !== 's3:CreateBucket') return bucketResource(clients, bucket);
  const [, account = clients.ownId] = /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/.exec(resource) ?? [];
  return Promise.resolve(nothing(account, false));
}

export interface LiveResources {
  /** By `resourceKey`. */
  readonly resources: ReadonlyMap<string, LiveResource>;
  readonly isPending: boolean;
}

/** Of every resource that is asked about. */
export function useLiveResources(questions: readonly Question[]): LiveResources {
  const clients = { iam: useIam(), s3: useS3(), ownId: useSession().accountId };
  const sessionId = useSessionId();
  const byKey = new Map(questions.map((question) => [resourceKey(question), question]));
  const entries = [...byKey];
  return useQueries({
    queries: entries.map(([key, question]): UseQueryOptions<LiveResource> => ({
      queryKey: [sessionId, 'live-resource', key],
      staleTime: 0,
      queryFn: () => read(clients, question),
    })),
    combine: (results) => ({
      isPending: results.some((result) => result.isPending),
      resources: new Map(
        results.flatMap(({ data }, at) => {
          const key = entries[at]?.[0];
          return data === undefined || key === undefined ? [] : [[key, data] as const];
        }),
      ),
    }),
  });
}
