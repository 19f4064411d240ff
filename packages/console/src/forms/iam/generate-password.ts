/**
 * A password of all four kinds of characters, so that it meets AWS's default policy and any policy
 * of the account. Page: IAM UG "Set an account password policy for IAM users".
 */

const kinds: readonly string[] = [
  'ABCDEFGHJKLMNPQRSTUVWXYZ',
  'abcdefghijkmnpqrstuvwxyz',
  '23456789',
  '!@#$%^&*()_+-=[]{}|',
];

const lengthMin = 16;

/** Below `count`, each as likely as the others. */
function randomBelow(count: number): number {
  const bound = 2 ** 32 - (2 ** 32 % count);
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return drawn < bound ? drawn % count : randomBelow(count);
}

const oneOf = (letters: string): string => letters[randomBelow(letters.length)] ?? '';

/** As long as the account asks for, and never shorter than 16. */
export function generatePassword(accountLengthMin: number = lengthMin): string {
  const length = Math.max(lengthMin, accountLengthMin);
  const letters = kinds.map(oneOf);
  const all = kinds.join('');
  while (letters.length < length) letters.push(oneOf(all));
  for (let last = letters.length - 1; last > 0; last -= 1) {
    const other = randomBelow(last + 1);
    [letters[last], letters[other]] = [letters[other] ?? '', letters[last] ?? ''];
  }
  return letters.join('');
}
