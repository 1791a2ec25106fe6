import { sql } from '../../../platform/sql/sql.ts';
import { issuedBy, memberLife } from '../../identity/index.ts';
import { WebhookEndpointEntity } from './webhook-endpoint.entity.ts';
import { webhookEndpointLife } from './webhook-endpoint.life.ts';
import { OVER } from './webhook-endpoint.machine.ts';

/** Disables the webhooks of a member who may no longer issue a key in their role, as its keys are revoked. */
export const creatorsWebhooks = memberLife.on(['changeRole', 'suspend'], (tx, row, event) =>
  tx.asSystem('webhooks', async (system) => {
    const issued: readonly string[] = event === 'suspend' ? [] : issuedBy(row.role);
    const ofMember = await system.find(
      WebhookEndpointEntity,
      (d) => sql`${d.createdById} = ${row.id} and ${d.status} not in (${sql.words(OVER)})`,
      (d) => d.id,
    );
    const lost = ofMember.filter(({ role }) => !issued.includes(role)).map(({ id }) => id);
    const rows = await system.getAll(webhookEndpointLife, lost);
    await system.fire(webhookEndpointLife, rows, 'disable', { reason: 'CREATOR' });
  }),
);
