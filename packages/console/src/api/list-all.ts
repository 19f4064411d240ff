/** All pages of an SDK paginator as one list, up to a bound that a browser can still show. */

const itemsMax = 20_000;

export async function listAll<P, T>(
  pages: AsyncIterable<P>,
  itemsOf: (page: P) => readonly T[] | undefined,
): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const page of pages) {
    items.push(...(itemsOf(page) ?? []));
    if (items.length >= itemsMax) break;
  }
  return items;
}
