import { sql } from '../../../platform/sql/sql.ts';
import { deliveryDays } from './webhook.policies.ts';

/** Deletes attempts that are older than the policy allows, batch by batch. */
export const deliveryPurge = {
  name: 'webhook-deliveries',
  keep: deliveryDays,
  batch: (until: Date, most: number) =>
    sql`delete from webhook_delivery where id = any(array(
          select id from webhook_delivery where created_at < ${until}
          order by created_at, id limit ${most})) returning id`,
};
