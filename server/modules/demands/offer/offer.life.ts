import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { afterDelisting, sumsOf } from '../../discounts/index.ts';
import type { PrivateOffer } from './offer.entity.ts';
import { mailPrivateOffer } from './offer.mail.ts';
import { privateOffer } from './offer.read.ts';
import { authorize } from './offer-authorize.write.ts';
import { PrivateOfferLineEntity } from './offer-parts.entity.ts';

const decided = (tx: Tx, reason: string | undefined) => ({
  decidedAt: tx.now,
  decidedByName: tx.viewer.actorName,
  decisionReason: reason ?? null,
});

export const offerLife = lifeCycle<PrivateOffer>({
  reads: privateOffer,
  label: ({ number, name }) => `${number} ${name}`,
  amount: (row) => row.netTotalMinor,
  effects: {
    async approve(tx: Tx, row: PrivateOffer, { reason }: { reason?: string }) {
      if (row.validUntil <= tx.now) throw refuse('PERIOD_OVER');
      if (row.validFrom < tx.now) row.validFrom = tx.now;
      Object.assign(row, decided(tx, reason));
      if (row.demandId === null) return;
      const goods = await tx.get(ProductEntity, row.productId);
      await tx.asSystem('private offers', async (system) => {
        row.jointSalesAuthorizationId = await authorize(system, goods, row);
      });
    },

    reject(tx: Tx, row: PrivateOffer, { reason }: { reason: string }) {
      Object.assign(row, decided(tx, reason));
    },

    async start(tx: Tx, row: PrivateOffer) {
      row.activatedAt = tx.now;
      await mailPrivateOffer(tx, row);
    },

    /** The mail goes to addresses that the seller may not see, so the system sends it. */
    async share(tx: Tx, row: PrivateOffer) {
      await tx.asSystem('private offers', async (system) => {
        if ((await mailPrivateOffer(system, row, true)) === 0)
          throw refuse('CUSTOMER_MAIL_UNKNOWN');
      });
    },

    async delist(tx: Tx, row: PrivateOffer, { specificationId }: { specificationId?: string }) {
      const usable = await tx.find(
        PrivateOfferLineEntity,
        (d) => sql`${d.offerId} = ${row.id} and ${d.state} <> 'UNUSABLE'`,
      );
      const { left = [], lost = [] } = afterDelisting(usable, specificationId);
      const ids = lost.map(({ id }) => id);
      tx.update(PrivateOfferLineEntity, (d) => sql`${d.id} = any(${ids}::uuid[])`, {
        state: 'UNUSABLE',
      });
      if (left.length === 0) return 'UNUSABLE';
      Object.assign(row, sumsOf(left));
      return row.status;
    },

    revoke(_tx: Tx, row: PrivateOffer, { reason }: { reason: string }) {
      row.revokeReason = reason;
    },
  },
});
