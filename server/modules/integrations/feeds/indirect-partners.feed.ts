import { type IndirectPartner, parseIndirectPartner } from '../../../sources/huawei-bss/index.ts';
import type { Feed } from '../feed/feed.ts';
import { compareDistributors } from '../partner/distributor-compare.read.ts';
import { offsetPages } from './offset-pages.ts';

/**
 * Sub-distributors of a distributor in BSS (ListIndirectPartners). Operators enroll partners here: one that is not
 * enrolled below the distributor is a difference.
 */
export const indirectPartnersFeed: Feed<IndirectPartner> = {
  api: 'INDIRECT_PARTNERS',
  pages: (client, cursor, now) =>
    offsetPages((from) => client.bss.indirectPartners({}, { from }), cursor, now),
  parse: parseIndirectPartner,
  keyOf: ({ partnerId }) => partnerId,
  keyOfRaw: (raw) => {
    const { indirect_partner_id: id } = (raw ?? {}) as { indirect_partner_id?: unknown };
    return typeof id === 'string' ? id : null;
  },
  async apply(tx, account, rows) {
    const comparison = await compareDistributors(tx, account, rows);
    return { written: 0, unchanged: rows.length, refused: [], comparison };
  },
};
