/**
 * A limit on the work that grows faster than the document: patterns against the catalogue, list
 * items against each other, names against names. An honest document comes nowhere near it; in a
 * hostile one these checks look at its first part only.
 */

export interface Effort {
  /** Takes the units; false once they are used up. */
  spend(units: number): boolean;
}

/** About a tenth of a second. */
const unitsMax = 6_000_000;

export function newEffort(): Effort {
  let left = unitsMax;
  return {
    spend(units) {
      if (units > left) return false;
      left -= units;
      return true;
    },
  };
}
