/** A file whose text a form sends: a metadata document, a key. */
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import type { JSX } from 'react';
import { useState } from 'react';

export interface TextFileFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly constraintText?: string;
  readonly errorText?: string | undefined;
  /** `.xml` */
  readonly accept: string;
  /** Told `''` when there is no file any more. */
  onText(text: string): void;
}

/** Larger files are not read: no server would take them. */
const bytesMax = 16 * 1024 * 1024;

export function TextFileField(props: TextFileFieldProps): JSX.Element {
  const { label, description, constraintText, errorText, accept, onText } = props;
  const [files, setFiles] = useState<readonly File[]>([]);
  const [fault, setFault] = useState<string>();
  const read = async (file: File | undefined): Promise<string> => {
    if (file === undefined) return '';
    if (file.size > bytesMax) throw new RangeError('The file is too large.');
    return file.text();
  };
  const choose = (chosen: readonly File[]): void => {
    setFiles(chosen);
    setFault(undefined);
    read(chosen[0]).then(onText, (reason: unknown) => {
      onText('');
      setFault(reason instanceof RangeError ? reason.message : 'The file could not be read.');
    });
  };
  return (
    <FormField label={label} description={description}>
      <FileUpload
        value={files}
        accept={accept}
        showFileSize
        constraintText={constraintText}
        errorText={fault ?? errorText}
        onChange={({ detail }) => choose(detail.value)}
        i18nStrings={{
          uploadButtonText: () => 'Choose file',
          dropzoneText: () => 'Drop the file here',
          removeFileAriaLabel: (_at, name) => `Remove ${name}`,
          errorIconAriaLabel: 'Error',
          warningIconAriaLabel: 'Warning',
        }}
      />
    </FormField>
  );
}
