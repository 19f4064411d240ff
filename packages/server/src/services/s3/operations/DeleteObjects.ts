/** Page: S3 API Reference "DeleteObjects". Each key is decided on, and answered for, by itself. */
import type {
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  DeletedObject,
  _Error,
} from '@aws-sdk/client-s3';
import { DeleteObjects$ } from '@aws-sdk/client-s3';
import type { Transaction } from '@hallpass/store';
import { AwsError, failWith } from '@hallpass/wire';
import { decide } from '../../../authorize/authorize.ts';
import { deny } from '../../../authorize/denial.ts';
import type { BucketRecord } from '../../../data/buckets.ts';
import { deleteObject, findObject, nullVersionId } from '../../../data/objects.ts';
import type { AccessContext, OwnOperation, RequestInfo } from '../../../operation.ts';
import { authorizedBucket, keyOf, onObject, targetBucket } from '../access.ts';
import { checkNoBypass, deleteKeys } from '../delete-rules.ts';
import { failS3, malformedXml } from '../errors.ts';
import { stillThere } from '../find-object.ts';
import { checkDeleteCondition } from '../preconditions.ts';
import { retireBlobs } from '../retire-blobs.ts';
import { versioned } from '../versions.ts';

const keysMax = 1000;

interface Wanted {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly etag: string | undefined;
}

type Outcome = { readonly wanted: Wanted; readonly error?: AwsError };

/** A list of keys to delete must not arrive damaged. */
function checkIntegrityHeader({ request }: RequestInfo): void {
  const { headers } = request;
  if (headers['content-md5'] !== undefined || headers['x-amz-trailer'] !== undefined) return;
  for (const name in headers) if (name.startsWith('x-amz-checksum-')) return;
  throw failWith(
    'InvalidRequest',
    'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
  );
}

function readWanted(input: DeleteObjectsRequest): readonly Wanted[] {
  const objects = input.Delete?.Objects ?? [];
  if (objects.length === 0 || objects.length > keysMax) throw malformedXml();
  return objects.map(({ Key, VersionId, ETag, LastModifiedTime, Size }) => {
    // Conditions of directory buckets.
    if (LastModifiedTime !== undefined || Size !== undefined) throw failWith('NotImplemented');
    if (Key === undefined || Key === '') throw malformedXml();
    return { key: Key, versionId: VersionId, etag: ETag };
  });
}

async function refusal(
  context: AccessContext,
  bucket: BucketRecord,
  { key, versionId, etag }: Wanted,
): Promise<AwsError | undefined> {
  const keys = deleteKeys({ versionId, etag });
  const action = versioned('s3:DeleteObject', versionId);
  const decided = await decide(context, onObject(action, context, { bucket, key, keys }));
  if (decided.decision.effect !== 'allow') return deny(context, decided);
  if (versionId === undefined || versionId === nullVersionId) return undefined;
  return failS3('NoSuchVersion');
}

/** An AwsError as the answer for one key; anything else fails the request. */
async function caught(work: () => Promise<void>): Promise<AwsError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

async function deleteAllowed(
  tx: Transaction,
  bucket: BucketRecord,
  decided: readonly Outcome[],
): Promise<{ readonly outcomes: readonly Outcome[]; readonly retired: readonly string[] }> {
  const { id } = await stillThere(tx, bucket);
  const outcomes: Outcome[] = [];
  const retired: string[] = [];
  for (const outcome of decided) {
    const { wanted } = outcome;
    const error =
      outcome.error ??
      (await caught(async () => {
        const key = keyOf({ Key: wanted.key });
        const former = await findObject(tx, id, key);
        checkDeleteCondition(key, former, wanted.etag);
        if (former === undefined) return;
        retired.push(...(await deleteObject(tx, { bucketId: id, key, former })));
      }));
    outcomes.push(error === undefined ? { wanted } : { wanted, error });
  }
  return { outcomes, retired };
}

function deletedOf({ key, versionId }: Wanted): DeletedObject {
  return { Key: key, ...(versionId === undefined ? {} : { VersionId: versionId }) };
}

function errorOf({ key, versionId }: Wanted, { code, message }: AwsError): _Error {
  const version = versionId === undefined ? {} : { VersionId: versionId };
  return { Key: key, ...version, Code: code, Message: message };
}

export const DeleteObjects: OwnOperation<DeleteObjectsRequest, DeleteObjectsOutput> = {
  schema: DeleteObjects$,
  // The request as a whole asks nothing; every key asks for itself below.
  access: async (input, context) => {
    await targetBucket(context, input);
    return [];
  },
  mode: 'own',
  async handle(input, context) {
    const { server } = context;
    checkIntegrityHeader(context);
    checkNoBypass(input.BypassGovernanceRetention);
    const keys = readWanted(input);
    const bucket = authorizedBucket(input);
    const decided = await server.metadata.read(async (tx) => {
      const decided: Outcome[] = [];
      for (const wanted of keys) {
        const error = await refusal({ ...context, tx }, bucket, wanted);
        decided.push(error === undefined ? { wanted } : { wanted, error });
      }
      return decided;
    });
    const { outcomes, retired } = await server.metadata.transact((tx) =>
      deleteAllowed(tx, bucket, decided),
    );
    retireBlobs(server, retired);
    const Deleted = outcomes.filter(({ error }) => error === undefined);
    const Errors = outcomes.flatMap(({ wanted, error }) =>
      error === undefined ? [] : [errorOf(wanted, error)],
    );
    return {
      ...(input.Delete?.Quiet === true
        ? {}
        : { Deleted: Deleted.map(({ wanted }) => deletedOf(wanted)) }),
      ...(Errors.length === 0 ? {} : { Errors }),
    };
  },
};
