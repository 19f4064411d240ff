/** A look inside small objects: text, JSON and images. Nothing of an object is ever run. */
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useEffect, useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import type { ObjectPlace } from '../../api/s3/object-place.ts';
import { inputOf } from '../../api/s3/object-place.ts';
import { useSessionId } from '../../api/session-context.ts';
import { DocumentText } from '../../ui/document-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';

const textBytesMax = 256 * 1024;
const imageBytesMax = 5 * 1024 * 1024;

const textTypes = /^(?:text\/|application\/(?:json|xml|yaml|javascript|x-sh|toml))/;
/** SVG is left out: it can hold scripts. */
const imageTypes = /^image\/(?:png|jpeg|gif|webp|avif)/;

interface PreviewProps {
  readonly place: ObjectPlace;
  readonly head: HeadObjectCommandOutput;
}

const noPreview =
  'Texts up to 256 KB and pictures (PNG, JPEG, GIF, WebP, AVIF) up to 5 MB are shown here. Download this object to see it.';

/** What browsers and command lines often upload without a type. */
const textNames =
  /\.(?:cfg|conf|css|csv|html?|ini|jsonl?|log|md|mjs|js|py|rs|sh|sql|toml|ts|tsv|txt|xml|ya?ml)$/i;

const isUntyped = ({ ContentType: type = '' }: HeadObjectCommandOutput): boolean =>
  type === '' || type.endsWith('/octet-stream');

function kindOf(head: HeadObjectCommandOutput, objectKey: string): 'text' | 'image' | undefined {
  const { ContentType = '', ContentLength = 0 } = head;
  const isText = textTypes.test(ContentType) || (isUntyped(head) && textNames.test(objectKey));
  if (isText && ContentLength <= textBytesMax) return 'text';
  return imageTypes.test(ContentType) && ContentLength <= imageBytesMax ? 'image' : undefined;
}

function asText(bytes: Uint8Array, isJson: boolean): string {
  const text = new TextDecoder().decode(bytes);
  if (!isJson) return text;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

function Image({
  bytes,
  type,
}: {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
}) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url === undefined ? null : <img className="preview" src={url} alt="Preview" />;
}

export function ObjectPreview({ place, head }: PreviewProps): JSX.Element {
  const s3 = useS3();
  const kind = kindOf(head, place.objectKey);
  const type = head.ContentType ?? '';
  const isJson = type.startsWith('application/json') || /\.json$/i.test(place.objectKey);
  const { data, error } = useQuery({
    queryKey: [...s3Keys.object(useSessionId(), place), 'bytes', head.ETag],
    enabled: kind !== undefined,
    async queryFn() {
      const { Body } = await s3.send(new GetObjectCommand(inputOf(place)));
      return new Uint8Array((await Body?.transformToByteArray()) ?? []);
    },
  });
  return (
    <Container header={<Header variant="h2">Preview</Header>}>
      {kind === undefined && noPreview}
      {error !== null && <ErrorAlert error={error} />}
      {data !== undefined && kind === 'image' && <Image bytes={data} type={type} />}
      {data !== undefined && kind === 'text' && (
        <DocumentText text={asText(data, isJson)} label="Preview" />
      )}
    </Container>
  );
}
