import { expect } from '@jest/globals';
import { loadDomain } from '../../server/schema.ts';
import type { Caller } from './api.ts';
import { selectionFor, withoutArguments } from './selection.ts';

/**
 * Fails unless the roots of the query answer so to the caller. Only the fields of `expected` are read; a key has the
 * arguments of its field: `{ 'customers(first: 5)': { nodes: [{ name: '甲' }] } }`.
 */
export async function answers(who: Caller, expected: object): Promise<void> {
  const { schema } = await loadDomain();
  const data = await who.ask(selectionFor(schema, schema.getQueryType()!, expected));
  expect({ by: who.viewer.role, ...data }).toEqual({
    by: who.viewer.role,
    ...(withoutArguments(expected) as object),
  });
}

/** The actions of the object with this global id that the caller sees: name → reason code, null if enabled. */
export async function actionsOf(who: Caller, id: string): Promise<Record<string, string | null>> {
  const domain = await loadDomain();
  const prefix = id.slice(0, id.lastIndexOf('_'));
  const { name } = [...domain.models.values()].find(({ reads }) => reads.spec.id === prefix)!;
  const { node } = await who.ask(
    `query($id: ID!) { node(id: $id) { ... on ${name} { viewerActions { name reasonCode } } } }`,
    { id },
  );
  return Object.fromEntries(
    node.viewerActions.map((one: { name: string; reasonCode: string | null }) => [
      one.name,
      one.reasonCode,
    ]),
  );
}
