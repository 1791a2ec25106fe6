import { calendar } from '../../../platform/calendar.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { Columns } from '../../../platform/sql/columns.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { PartnerEntity, searchKey } from '../../partners/index.ts';
import type { SettlementBill } from '../bill/bill.entity.ts';
import { billLife } from '../bill/bill.life.ts';
import { type SettlementBillLine, SettlementBillLineEntity } from '../bill/bill-line.entity.ts';
import { billLineFacts } from '../derivation/derivation.read.ts';
import type { DerivationFacts } from '../derivation/derivation.ts';
import { authorizationDays } from '../settlement.policies.ts';
import { paymentAuthorizationLife } from './authorization.life.ts';

interface CommonLine {
  readonly billLineId: string;
  readonly linePosition: number;
  readonly amount: string;
  readonly amountFacts: DerivationFacts;
  readonly orderLineId: string;
  readonly sellerId: string;
  readonly productId: string;
  readonly partnerName: string;
  readonly orderNumber: string;
  readonly productName: string;
  readonly isLead: boolean;
}

/** Asks the sellers for their authorization of each line of a common product, as the system. */
async function request(tx: Tx, bill: SettlementBill): Promise<void> {
  const lines = await tx.rows<CommonLine>(sql`
    select b.id as "billLineId", b.position as "linePosition", b.settlement_minor::text as amount,
      ${billLineFacts(Columns.in<keyof SettlementBillLine & string>('b'))} as "amountFacts",
      o.id as "orderLineId", o.seller_id as "sellerId", o.product_id as "productId",
      o.order_number as "orderNumber", o.product_name as "productName",
      row_number() over (partition by o.seller_id order by b.position) = 1 as "isLead", p.name as "partnerName"
    from ${sql.table(SettlementBillLineEntity)} b join ${sql.table(OrderLineEntity)} o on o.id = b.order_line_id
      join ${sql.table(ProductEntity)} g on g.id = o.product_id join ${sql.table(PartnerEntity)} p on p.id = b.partner_id
    where b.bill_id = ${bill.id} and g.sale_model = 'COMMON' order by b.position`);
  const dueAt = calendar.addWorkingDays(tx.now, await authorizationDays.value(tx, tx.now));
  for (const { amount, ...line } of lines)
    await tx.begin(
      paymentAuthorizationLife,
      {
        ...line,
        billId: bill.id,
        partnerId: bill.partnerId,
        period: bill.period,
        searchKey: searchKey(line.orderNumber, line.productName, line.partnerName),
        amountMinor: BigInt(amount),
        dueAt,
        flagAt: dueAt,
      },
      'request',
    );
}

export const requestAuthorizations = billLife.on(['send'], (tx, bill) =>
  tx.asSystem('settlement', (system) => request(system, bill)),
);
