import { computed } from '../../../platform/read/computed.ts';
import { extend, type SqlOf } from '../../../platform/read/declare.ts';
import { visibleTo } from '../../../platform/read/visible.ts';
import { orderLine } from '../../orders/index.ts';
import { settlementBill, settlementBillLine } from '../bill/bill.read.ts';
import { readsBills } from '../line/order-line-billing.edge.ts';
import { billFacts, billLineFacts, dealPriceFacts, estimateFacts } from './derivation.read.ts';
import { derive } from './derivation.ts';
import { DerivationType } from './derivation.type.ts';

const derivation = <N extends string>(description: string, facts: SqlOf<N>) => ({
  type: () => DerivationType,
  nullable: true,
  description,
  source: computed.derived(facts, derive),
});

/** Calculation of each amount of a bill. */
export const billDerivations = extend(settlementBill, {
  fields: {
    grossDerivation: derivation(
      'Calculation of the gross from its lines; visible to roles that may read the lines.',
      visibleTo(readsBills, billFacts.gross, 'json'),
    ),
    carriedInDerivation: derivation(
      'Calculation of the part that was carried over, from the lines of earlier months; visible to roles that may read the lines.',
      visibleTo(readsBills, billFacts.carriedIn, 'json'),
    ),
    netDerivation: derivation('Calculation of the net.', billFacts.net),
    taxDerivation: derivation('Calculation of the tax.', billFacts.tax),
  },
});

/** Calculation of the settlement of a bill line. */
export const billLineDerivation = extend(settlementBillLine, {
  fields: {
    derivation: derivation('Calculation of the settlement amount (这一行怎么算).', billLineFacts),
  },
});

/** Calculation of the amounts of an order line. */
export const orderLineDerivations = extend(orderLine, {
  fields: {
    dealPriceDerivation: derivation(
      'Calculation of the deal price; null for a refund and for a price from before prices were derived.',
      dealPriceFacts,
    ),
    settlementDerivation: derivation(
      'Calculation of the estimated settlement amount at current rates; null without an agreed share ratio and for roles that may not read bills.',
      visibleTo(readsBills, estimateFacts, 'json'),
    ),
  },
});
