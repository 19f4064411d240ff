/**
 * A pure function of text that remembers its last answers: clients send the same credential and
 * list of signed headers with every request, and reading them costs more than finding them.
 */

const entriesMax = 2048;
const textLengthMax = 512;

/** A slice keeps the whole header it was cut from alive; what is kept for long must not. */
function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/** Forgets everything when full: strangers who fill it slow others down by one reading each. */
export function remembered<T>(compute: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined || text.length > textLengthMax) {
      return known ?? compute(text);
    }
    if (answers.size >= entriesMax) {
      answers.clear();
    }
    const own = ownCopy(text);
    const answer = compute(own);
    answers.set(own, answer);
    return answer;
  };
}
