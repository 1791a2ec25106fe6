import { computed } from '../../../platform/read/computed.ts';
import { extend } from '../../../platform/read/declare.ts';
import { filter } from '../../../platform/read/filters.ts';
import { visibleTo } from '../../../platform/read/visible.ts';
import { settlementBill, settlementBillLine } from '../bill/bill.read.ts';
import { BillLineKindEnum } from '../bill/bill-line.type.ts';
import { tieOutAtRunSql, tieOutSql } from '../bill/tie-out.read.ts';
import { BillTieOutType } from '../bill/tie-out.type.ts';
import { readsBills } from '../line/order-line-billing.edge.ts';
import { proofFacts } from './bill-proof.read.ts';
import { proofOf } from './proof.ts';

/** Comparison of a bill with its orders, and the file by which programs and people verify it. */
export const billProof = extend(settlementBill, {
  fields: {
    tieOutAtRun: {
      type: () => BillTieOutType,
      nullable: true,
      description:
        'Comparison of the bill with its orders at the bill run, kept with the bill; visible to roles that may read the lines.',
      source: computed.derived(visibleTo(readsBills, tieOutAtRunSql, 'json'), (found) => found),
    },
    tieOut: {
      type: () => BillTieOutType,
      nullable: true,
      description:
        'Comparison of the bill with its orders as they are now: every line is settled again, so that a large bill takes time. Visible to roles that may read the lines.',
      // Derived, so that SQL adds up the orders once and not once for each selected part.
      source: computed.derived(visibleTo(readsBills, tieOutSql, 'json'), (found) => found),
    },
    proof: {
      type: () => String,
      nullable: true,
      description:
        'Proof of the bill (对账单证明): JSON rows, first the header, then one row for each line with its derivation and a chained digest. `npm run verify-bill` adds it up offline. Visible to roles that may read the lines.',
      source: computed.derived(visibleTo(readsBills, proofFacts, 'json'), proofOf),
    },
  },
});

/** Queries of single lines of a bill. */
export const billLineFilters = extend(settlementBillLine, {
  filters: {
    kind: filter.anyOf('kind', BillLineKindEnum, 'Kinds to include.'),
    orderNumber: filter.values('orderNumber', () => [String], 'Order numbers to include.'),
  },
});
