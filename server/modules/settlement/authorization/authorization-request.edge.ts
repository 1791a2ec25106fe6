import { calendar } from '../../../platform/calendar.ts';
import { asSystem } from '../../../platform/command/as-system.ts';
import type { ReactionEdge, Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { PartnerEntity, searchKey } from '../../partners/index.ts';
import type { SettlementBill } from '../bill.entity.ts';
import { billLife } from '../bill.life.ts';
import { SettlementBillLineEntity } from '../bill-line.entity.ts';
import { authorizationDays } from '../settlement.policies.ts';
import { paymentAuthorizationLife } from './authorization.life.ts';

interface CommonLine {
  readonly billLineId: string;
  readonly linePosition: number;
  readonly amount: string;
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
    select l.id as "billLineId", l.position as "linePosition", l.settlement_minor::text as amount,
      o.id as "orderLineId", o.seller_id as "sellerId", o.product_id as "productId",
      o.order_number as "orderNumber", o.product_name as "productName",
      row_number() over (partition by o.seller_id order by l.position) = 1 as "isLead", p.name as "partnerName"
    from ${sql.table(SettlementBillLineEntity)} l join ${sql.table(OrderLineEntity)} o on o.id = l.order_line_id
      join ${sql.table(ProductEntity)} g on g.id = o.product_id join ${sql.table(PartnerEntity)} p on p.id = l.partner_id
    where l.bill_id = ${bill.id} and g.sale_model = 'COMMON' order by l.position`);
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

export const requestAuthorizations: ReactionEdge = {
  on: billLife,
  events: ['send'],
  react: (tx, bill: SettlementBill) =>
    asSystem(tx, 'settlement', (system) => request(system, bill)),
};
