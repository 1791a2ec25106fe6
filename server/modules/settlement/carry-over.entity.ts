import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { PRODUCT_TYPES } from '../catalog/index.ts';
import { PartnerEntity } from '../partners/index.ts';
import { SettlementRunEntity } from './run.entity.ts';

/**
 * Product type that a bill run left out of a partner's bill, below the threshold; its lines are carried over
 * to the next run.
 */
export const SettlementCarryOverEntity = aggregate({
  name: 'SettlementCarryOver',
  parties: { partner: 'partnerId' },
  properties: {
    ...p.base(),
    runId: () => p.ref(SettlementRunEntity),
    partnerId: () => p.ref(PartnerEntity),
    productType: p.word(PRODUCT_TYPES),
  },
  uniques: [
    {
      name: 'settlement_carry_over_of_partner',
      properties: ['partnerId', 'productType', 'runId'],
    },
  ],
});
