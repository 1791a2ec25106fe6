import { NOW } from '../../../platform/db/tenancy.ts';
import { computed } from '../../../platform/read/computed.ts';
import { extend, type SqlOf } from '../../../platform/read/declare.ts';
import { sight, visibleTo } from '../../../platform/read/visible.ts';
import { sql } from '../../../platform/sql/sql.ts';
import {
  confirmDays,
  countersignDays,
  PaymentAuthorizationEntity,
  partnerConfirms,
  paymentDays,
  settlementBill,
  verifyDays,
} from '../../settlement/index.ts';
import { InvoiceEntity } from '../invoice.entity.ts';
import { deliveryDays } from '../invoice.policies.ts';
import { expectedReceipt } from './receipt.ts';
import { ExpectedReceiptType } from './receipt.type.ts';

const facts: SqlOf<'id' | 'status' | 'dueAt'> = (
  d,
) => sql`case when ${d.status} <> 'PAID' then json_build_object(
  'nowMs', ${sql.ms(sql.raw(NOW))}, 'status', ${d.status}, 'dueMs', ${sql.ms(d.dueAt)},
  'sentMs', (select ${sql.ms(sql.raw('i.sent_at'))} from ${sql.table(InvoiceEntity)} i where i.bill_id = ${d.id} and i.status = 'MAILED'),
  'unauthorizedLines', (select count(*) from ${sql.table(PaymentAuthorizationEntity)} a
    where a.bill_id = ${d.id} and a.status <> 'AUTHORIZED' and a.released_at is null),
  'days', json_build_object('confirm', ${partnerConfirms.sql} * ${confirmDays.sql}, 'countersign', ${countersignDays.sql}, 'delivery', ${deliveryDays.sql},
    'verify', ${verifyDays.sql}, 'payment', ${paymentDays.sql})) end`;

/** When a bill is paid, by the working-day calendar; the reporting role reads no invoices. */
export const billReceipt = extend(settlementBill, {
  fields: {
    expectedReceipt: {
      type: () => ExpectedReceiptType,
      nullable: true,
      description:
        'Estimated payment of the bill with the steps before it; null once it is paid, and for the reporting role (预计到账).',
      source: computed.derived(
        visibleTo(sight.unless('reporting'), facts, 'json'),
        (found: Parameters<typeof expectedReceipt>[0] | null) => found && expectedReceipt(found),
      ),
    },
  },
});
