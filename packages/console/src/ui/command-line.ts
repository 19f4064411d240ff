/** A command for a POSIX shell, quoted where it must be. */

/** `true`: a flag. `undefined` and `''`: left out. A list: several words. */
export type CommandOption = string | number | true | readonly string[] | undefined;

function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function words(name: string, value: CommandOption): string[] {
  if (value === undefined || value === '') return [];
  if (value === true) return [name];
  const values = typeof value === 'object' ? value : [String(value)];
  return values.length === 0 ? [] : [name, ...values.map(quoted)];
}

/** `commandLine('iam get-user', { '--user-name': 'David' }, 'http://127.0.0.1:4566')` */
export function commandLine(
  command: string,
  options: Readonly<Record<string, CommandOption>>,
  endpoint: string,
): string {
  const given = Object.entries(options).flatMap(([name, value]) => words(name, value));
  return ['aws', '--endpoint-url', endpoint, command, ...given].join(' ');
}
