import type { GraphQLSchema } from 'graphql';
import { DAY } from '../clock.ts';
import { elementsOf, type SchemaElement } from './elements.ts';

/** Announced removal of a schema element. Elements are named by schema coordinate: `Customer.name`, `Status.OPEN`. */
export interface Deprecation {
  readonly element: string;
  /** Day of the announcement, `YYYY-MM-DD`. */
  readonly on: string;
  /** Last day on which the element works, at least two quarters after `on`. */
  readonly removeAfter: string;
  /** The element that replaces it. */
  readonly use: string;
}

/** Two quarters: the time that clients have to change over. */
const NOTICE_DAYS = 181;
const REASON = /^Use (\S+)\. Removal (\d{4}-\d{2}-\d{2})\.$/;

export const reasonOf = ({ use, removeAfter }: Deprecation): string =>
  `Use ${use}. Removal ${removeAfter}.`;

/** The removal date in a deprecation reason; null for any other text. */
export const removalIn = (reason: string | null | undefined): string | null =>
  REASON.exec(reason ?? '')?.[2] ?? null;

/**
 * Marks the deprecated elements of a schema. Throws for an element or replacement that the schema does not have, for a
 * notice shorter than two quarters, and for an element that was deprecated in another way.
 */
export function deprecate(schema: GraphQLSchema, deprecations: readonly Deprecation[]): void {
  if (deprecations.length > 0) mark(new Map(elementsOf(schema)), deprecations);
  for (const [coordinate, { deprecationReason }] of elementsOf(schema)) {
    if (deprecationReason != null && !removalIn(deprecationReason))
      throw new Error(
        `${coordinate} is deprecated without date and replacement: use \`deprecations\``,
      );
  }
}

function mark(
  elements: ReadonlyMap<string, SchemaElement>,
  deprecations: readonly Deprecation[],
): void {
  for (const deprecation of deprecations) {
    const { element, on, removeAfter, use } = deprecation;
    const found = elements.get(element);
    if (!found) throw new Error(`The deprecated ${element} is not in the schema`);
    if (!elements.has(use))
      throw new Error(`${element}: its replacement ${use} is not in the schema`);
    if (!(dayOf(removeAfter) - dayOf(on) >= NOTICE_DAYS))
      throw new Error(`${element}: its removal needs a date ${NOTICE_DAYS} days after \`on\``);
    found.deprecationReason = reasonOf(deprecation);
  }
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;

/** Deprecated elements whose removal date has passed on `today` (`YYYY-MM-DD`). */
export const overdue = (schema: GraphQLSchema, today: string): string[] =>
  [...elementsOf(schema)].flatMap(([coordinate, { deprecationReason }]) => {
    const removal = removalIn(deprecationReason);
    return removal !== null && removal < today ? [`${coordinate}: ${deprecationReason}`] : [];
  });
