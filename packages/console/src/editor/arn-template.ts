/**
 * ARNs from the patterns of the Service Authorization Reference: `arn:${Partition}:s3:::${Bucket}`
 * and a value for each placeholder. Page: IAM UG "Amazon Resource Names (ARNs)".
 */

export interface ArnField {
  readonly name: string;
  /** What is right most of the time. */
  readonly initial: string;
}

const placeholder = /\$\{([^}]*)\}/g;

/** In their order, each once. The partition is always `aws`. `known`: by name of the field. */
export function arnFields(
  template: string,
  known: Readonly<Record<string, string>>,
): readonly ArnField[] {
  const names = [...template.matchAll(placeholder)].map(([, name = '']) => name);
  const own = [...new Set(names)].filter((name) => name !== 'Partition');
  return own.map((name) => ({
    name,
    initial: Object.hasOwn(known, name) ? (known[name] ?? '') : name === 'Region' ? '*' : '',
  }));
}

/** A field left empty means any. */
export function fillArn(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(placeholder, (_, name: string) => {
    if (name === 'Partition') return 'aws';
    const value = Object.hasOwn(values, name) ? (values[name] ?? '').trim() : '';
    return value === '' ? '*' : value;
  });
}

/** `BucketName` → `Bucket name` */
export function fieldLabel(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
