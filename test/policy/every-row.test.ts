import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Caller } from '../kit/world.ts';
import type { SeededRow } from './fixtures/canaries.ts';
import { buyerOf } from './fixtures/seeds/customers.ts';
import { openTenants, type TenantWorld } from './fixtures/tenants.ts';

/** Ids of one call of `nodes`. */
const MOST = 100;

let tenants: TenantWorld;
beforeAll(async () => {
  tenants = await openTenants();
});
afterAll(() => tenants?.close());

/** Which of these ids a caller is shown an object for. */
async function shown(caller: Caller, all: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let at = 0; at < all.length; at += MOST) {
    const ids = all.slice(at, at + MOST);
    const { nodes } = await caller.ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    for (const node of nodes) if (node) found.add(node.id);
  }
  return found;
}
const idsOf = (rows: readonly SeededRow[]): string[] => rows.map(({ id }) => id);

describe('every row of every type', () => {
  it('is shown by its id to its audience and to nobody else, colleagues of its owner among them', async () => {
    const { rows } = tenants.canaries;
    const seen = new Set<string>();
    for (const { name, caller, viewer } of tenants.callers) {
      if (!viewer) continue;
      const found = await shown(caller, idsOf(rows));
      const wrong = rows
        .filter((row) => row.audience(viewer) !== found.has(row.id))
        .map(({ id }) => `${found.has(id) ? 'shown' : 'hidden'} ${id}`);
      expect([name, wrong]).toEqual([name, []]);
      for (const id of found) seen.add(id.slice(0, 3));
    }
    const types = [...tenants.world.domain.models.values()].map(({ reads }) => reads.spec.id);
    expect(types.filter((prefix) => !seen.has(prefix))).toEqual([]);
  });
});

describe('a link to one discount', () => {
  it('shows that one with its lines, and no other of the same customer', async () => {
    const { world, acme, sellers, customers } = tenants;
    const { id: customerId } = customers.get('bound')!;
    const LISTED = '{ exclusiveDiscounts(first: 20) { nodes { id status lines { id } } } }';
    const granted = async (caller: Caller): Promise<{ id: string; lines: { id: string }[] }[]> =>
      (await caller.ask(LISTED)).exclusiveDiscounts.nodes.filter(
        ({ status }: { status: string }) => status === 'SCHEDULED',
      );
    const { exclusiveDiscounts } = await acme.callers.get('csp.manager')!.ask(LISTED);
    const waiting = exclusiveDiscounts.nodes.find(
      ({ status }: { status: string }) => status === 'SELLER_REVIEW',
    );
    await sellers[0].callers
      .get('seller.reviewer')!
      .mutate('exclusiveDiscountApprove', { id: waiting.id });

    const account = world.as(buyerOf(customerId, customerId, null));
    const both = await granted(account);
    expect(both).toHaveLength(2);
    const ids = both.flatMap(({ id, lines }) => [id, ...lines.map((line) => line.id)]);
    for (const { id, lines } of both) {
      const link = world.as(buyerOf(customerId, customerId, id.slice('dsc_'.length)));
      const own = [id, ...lines.map((line) => line.id)];
      expect([...(await shown(link, ids))].sort()).toEqual(own.sort());
      expect((await granted(link)).map((discount) => discount.id)).toEqual([id]);
    }
  });
});
