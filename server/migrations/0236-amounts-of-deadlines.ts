import { Migration } from '@mikro-orm/migrations';

/** Column that says what an object is about, by type and table. */
const AMOUNTS = [
  ['Appeal', 'appeal', 'cash_minor'],
  ['CustomerDemand', 'customer_demand', 'expected_amount_minor'],
  ['ExclusiveDiscount', 'exclusive_discount', 'net_total_minor'],
  ['Invoice', 'invoice', 'gross_minor'],
  ['LineDispute', 'line_dispute', 'line_minor'],
  ['Order', 'customer_order', 'cash_total_minor'],
  ['PaymentAuthorization', 'payment_authorization', 'amount_minor'],
  ['PrivateOffer', 'private_offer', 'net_total_minor'],
  ['RefundRequest', 'refund_request', 'amount_minor'],
  ['SettlementBill', 'settlement_bill', 'gross_minor'],
  ['Supervision', 'supervision', 'cash_minor'],
] as const;

/** Running deadlines get the amounts of their objects; none had one. */
export class AmountsOfDeadlines extends Migration {
  override async up(): Promise<void> {
    for (const [type, table, amount] of AMOUNTS)
      this.addSql(
        `update deadline d set amount_minor = o.${amount} from ${table} o where d.subject_type = '${type}' and d.subject_id = o.id and d.fired_at is null`,
      );
  }
}
