import type { ReferenceType } from './shapes.ts';

/** A type, or a field or value of a type, that fits a search. */
export interface Hit {
  type: string;
  /** Field or value; absent for the type itself. */
  member?: string;
  description: string;
}

const MOST = 50;

/**
 * Types and members by name or description, at most 50. The text may be a coordinate such as `Customer.name`. Names
 * that equal the text come first, then names that begin with it, names that contain it, and descriptions.
 */
export function searchReference(types: readonly ReferenceType[], text: string): Hit[] {
  const wanted = text.trim().toLowerCase();
  const rank = (hit: Hit): number => {
    const name = (hit.member ?? hit.type).toLowerCase();
    const whole = `${hit.type}.${hit.member ?? ''}`.toLowerCase();
    if (name === wanted || whole === wanted) return 0;
    if (name.startsWith(wanted) || whole.startsWith(wanted)) return 1;
    if (name.includes(wanted)) return 2;
    return hit.description.toLowerCase().includes(wanted) ? 3 : Number.POSITIVE_INFINITY;
  };
  return types
    .flatMap(hitsIn)
    .map((hit) => ({ hit, rank: rank(hit) }))
    .filter((found) => found.rank < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ hit }) => hit);
}

const hitsIn = ({ name, description, fields = [], values = [] }: ReferenceType): Hit[] => [
  { type: name, description },
  ...[...fields, ...values].map((member) => ({
    type: name,
    member: member.name,
    description: member.description,
  })),
];
