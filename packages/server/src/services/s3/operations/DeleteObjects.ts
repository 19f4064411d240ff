/** Page: S3 API Reference "DeleteObjects". Each key is decided on, and answered for, by itself. */
import type {
  DeleteObjectsOutput,
  DeleteObjectsRequest,
  DeletedObject,
  ObjectIdentifier,
  _Error,
} from '@aws-sdk/client-s3';
import { DeleteObjects$ } from '@aws-sdk/client-s3';
import { AwsError, failWith } from '@hallpass/wire';
import { decide } from '../../../authorize/authorize.ts';
import { deny } from '../../../authorize/denial.ts';
import type { BucketRecord } from '../../../data/buckets.ts';
import type { AccessContext, OwnOperation, RequestInfo, WriteContext } from '../../../operation.ts';
import { authorizedBucket, keyOf, targetBucket } from '../access.ts';
import type { DeletionOutcome, WantedDeletion } from '../delete-rules.ts';
import { checkNoBypass, deleteAsked, deletionItem } from '../delete-rules.ts';
import { failS3, malformedXml } from '../errors.ts';
import { stillThere } from '../find-object.ts';
import { retireBlobs } from '../retire-blobs.ts';
import { mayBeVersionId } from '../versions.ts';

const keysMax = 1000;

/** One key of the list: what becomes of it, or why not. */
interface Outcome {
  readonly wanted: WantedDeletion;
  readonly error?: AwsError;
  readonly done?: DeletionOutcome;
}

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

/** What is listed twice is deleted, and answered for, once. */
function readWanted(input: DeleteObjectsRequest): readonly WantedDeletion[] {
  const objects = input.Delete?.Objects ?? [];
  if (objects.length === 0 || objects.length > keysMax) throw malformedXml();
  const seen = new Set<string>();
  return readList(objects).filter((wanted) => {
    const text = JSON.stringify([wanted.key, wanted.versionId, wanted.etag]);
    return !seen.has(text) && seen.add(text);
  });
}

function readList(objects: readonly ObjectIdentifier[]): readonly WantedDeletion[] {
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
  wanted: WantedDeletion,
): Promise<AwsError | undefined> {
  const { versionId } = wanted;
  const decided = await decide(context, deletionItem(context, bucket, wanted));
  if (decided.decision.effect !== 'allow') return deny(context, decided);
  if (versionId === undefined || mayBeVersionId(versionId, bucket)) return undefined;
  return failS3('NoSuchVersion');
}

/** An AwsError as the answer for one key; anything else fails the request. */
async function outcomeOf(
  wanted: WantedDeletion,
  work: () => Promise<DeletionOutcome>,
): Promise<Outcome> {
  try {
    return { wanted, done: await work() };
  } catch (error) {
    if (error instanceof AwsError) return { wanted, error };
    throw error;
  }
}

async function deleteAllowed(
  context: WriteContext,
  bucket: BucketRecord,
  decided: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const live = await stillThere(context.tx, bucket);
  const outcomes: Outcome[] = [];
  for (const outcome of decided) {
    const { wanted, error } = outcome;
    if (error !== undefined) {
      outcomes.push(outcome);
      continue;
    }
    const attempt = async (): Promise<DeletionOutcome> => {
      keyOf({ Key: wanted.key });
      return deleteAsked(context, live, wanted);
    };
    outcomes.push(await outcomeOf(wanted, attempt));
  }
  return outcomes;
}

function deletedOf({ wanted, done }: Outcome): DeletedObject {
  const { key, versionId } = wanted;
  const named = versionId === undefined ? {} : { VersionId: versionId };
  if (done?.isMarker !== true || done.versionId === undefined) return { Key: key, ...named };
  return { Key: key, ...named, DeleteMarker: true, DeleteMarkerVersionId: done.versionId };
}

function errorOf({ key, versionId }: WantedDeletion, { code, message }: AwsError): _Error {
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
    const outcomes = await server.metadata.transact((tx) =>
      deleteAllowed({ ...context, tx }, bucket, decided),
    );
    retireBlobs(
      server,
      outcomes.flatMap(({ done }) => done?.retired ?? []),
    );
    const Deleted = outcomes.filter(({ error }) => error === undefined);
    const Errors = outcomes.flatMap(({ wanted, error }) =>
      error === undefined ? [] : [errorOf(wanted, error)],
    );
    return {
      ...(input.Delete?.Quiet === true ? {} : { Deleted: Deleted.map(deletedOf) }),
      ...(Errors.length === 0 ? {} : { Errors }),
    };
  },
};
