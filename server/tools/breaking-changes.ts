import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, type GraphQLSchema, isObjectType } from 'graphql';
import { removalIn } from '../platform/schema/deprecation.ts';
import { elementsOf } from '../platform/schema/elements.ts';

/**
 * Changes between two schemas that break a client, one sentence each. The removal of a deprecated element does not
 * count after its announced date. `today` is `YYYY-MM-DD`.
 */
export async function breakingChanges(
  released: string,
  current: string,
  today: string,
): Promise<string[]> {
  const old = buildSchema(released);
  const announced = removedBy(old, today);
  const changes = await diff(old, buildSchema(current));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .filter((change) => !announced.has(change.path ?? '') && !isUnused(change, old))
    .map(({ message }) => message);
}

/** Paths of the deprecated elements whose removal date has passed, as graphql-inspector writes them. */
const removedBy = (schema: GraphQLSchema, today: string): ReadonlySet<string> =>
  new Set(
    [...elementsOf(schema)].flatMap(([coordinate, { deprecationReason }]) => {
      const removal = removalIn(deprecationReason);
      return removal !== null && removal < today ? [coordinate.replace(/\((\w+):\)$/, '.$1')] : [];
    }),
  );

/**
 * Whether a change removes a type that clients reach only through fields and arguments. Each of these is a change of
 * its own, so the removal adds nothing.
 */
function isUnused({ type, path }: Change, schema: GraphQLSchema): boolean {
  const removed = type === 'TYPE_REMOVED' ? schema.getType(path ?? '') : undefined;
  return removed !== undefined && !(isObjectType(removed) && removed.getInterfaces().length > 0);
}
