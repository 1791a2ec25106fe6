import { Migration } from '@mikro-orm/migrations';

const zone = `at time zone 'Asia/Shanghai'`;
const columns =
  'id, created_at, subject_type, subject_id, event, kind, due_at, on_expiry, label, partner_id, customer_id, attempts';

/** Reminders of open records: every morning of an overdue invoice, and once of an unanswered request to unbind. */
export class DailyReminders extends Migration {
  override async up(): Promise<void> {
    const morning = `(date_trunc('day', greatest(x.due_at, now()) ${zone}) + interval '33 hours') ${zone}`;
    this.addSql(
      `insert into deadline (${columns})
       select gen_random_uuid(), now(), 'Invoice', x.id, 'remind-late', 'INSTANT', ${morning}, x.status, x.payment_request_number, x.partner_id, null, 0
       from invoice x where x.status in ('NOTIFIED', 'ISSUED', 'RETURNED')`,
    );
    this.addSql(
      `insert into deadline (${columns})
       select gen_random_uuid(), now(), 'PartnerBinding', x.id, 'remind-0', 'INSTANT', x.due_at, x.status, c.name, x.partner_id, x.customer_id, 0
       from partner_binding x join customer c on c.id = x.customer_id where x.status = 'UNBIND_PENDING' and x.due_at > now()`,
    );
  }
}
