import type { Tx } from '../../platform/command/types.ts';
import { demandLife } from './demand/demand.life.ts';
import type { PrivateOffer } from './offer/offer.entity.ts';
import { offerLife } from './offer/offer.life.ts';

/** An offer that is never granted answers no demand: the seller can make another one. */
export const reopenedDemands = offerLife.on(
  ['reject', 'withdraw'],
  async (tx: Tx, { demandId }: PrivateOffer) => {
    if (!demandId) return;
    await tx.asSystem('private offers', async (system) =>
      system.fire(demandLife, await system.get(demandLife, demandId), 'reopen'),
    );
  },
);
