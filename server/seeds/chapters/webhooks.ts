import { WebhookDeliveryEntity } from '../../modules/integrations/webhook/webhook-delivery.entity.ts';
import { WebhookEndpointEntity } from '../../modules/integrations/webhook/webhook-endpoint.entity.ts';
import { DomainEventEntity } from '../../platform/command/records.entity.ts';
import { globalId, uuidv7 } from '../../platform/ids.ts';
import { pauseAfter } from '../../platform/jobs/drain.ts';
import { sql } from '../../platform/sql/sql.ts';
import type { DemoHistory } from '../demo-history.ts';
import { PARTNERS } from '../demo-users.ts';
import { seededRandom } from '../seeded-random.ts';
import type { DemoUsers } from './organizations.ts';

const [HUAXIN] = PARTNERS;
const THREAD = 'webhook:erp';
const TYPES = ['CustomerDemand', 'ExclusiveDiscount', 'PartnerBinding', 'SettlementBill'];
const CREATED_DAYS = 45;
const PAUSED_DAYS = 1;
const MOST_EVENTS = 30;

/**
 * Plans a webhook with a log of attempts. Its receiver does not exist and the demo sends nothing: the webhook is paused
 * within the history, and its attempts are written down without being made.
 */
export function planWebhook(history: DemoHistory, users: DemoUsers): void {
  const owner = () => users.of(HUAXIN!, 'csp.owner');
  history.plan(THREAD, history.at(CREATED_DAYS, '10:40:00'), async (at) => {
    await history.command(owner(), at, THREAD, 'webhookEndpointCreate', {
      name: 'ERP',
      url: `https://erp.${HUAXIN!.domain}/hooks/partnergraph`,
      role: 'CSP_MANAGER',
      subjectTypes: TYPES,
      events: [],
    });
  });
  history.plan(THREAD, history.at(PAUSED_DAYS, '19:30:00'), async (at) => {
    const id = await idOf(history);
    await history.command(owner(), at, THREAD, 'webhookEndpointPause', {
      id: globalId('whe', id),
    });
  });
}

async function idOf(history: DemoHistory): Promise<string> {
  const [row] = await history.rows<{ id: string }>(
    sql`select id from ${sql.table(WebhookEndpointEntity)} where name = 'ERP'`,
  );
  return row!.id;
}

interface Answer {
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly answer: string | null;
  readonly durationMs: number;
}

const accepted = (durationMs: number): Answer => ({
  statusCode: 200,
  error: null,
  answer: '{"ok":true}',
  durationMs,
});
const FAILURES: readonly Answer[] = [
  { statusCode: 503, error: null, answer: 'Down for maintenance', durationMs: 41 },
  { statusCode: null, error: 'TIMED_OUT', answer: null, durationMs: 10_004 },
];

/** Writes the attempts of the webhook. One event is accepted only at the third. */
export async function writeDeliveries(history: DemoHistory): Promise<void> {
  const id = await idOf(history);
  const random = seededRandom(THREAD);
  await history.system(history.now, async (tx) => {
    const [written] = await tx.find(WebhookDeliveryEntity, (d) => sql`${d.endpointId} = ${id}`);
    if (written) return;
    const endpoint = await tx.get(WebhookEndpointEntity, id);
    const { orgId, subjectTypes } = endpoint;
    const events = await tx.find(
      DomainEventEntity,
      (d) => sql`${d.partnerId} = ${orgId} and ${d.subjectType} = any(${subjectTypes}::text[])
        and ${d.createdAt} < ${history.at(PAUSED_DAYS, '19:00:00')}`,
      (d) => sql`${d.createdAt} desc, ${d.id} desc`,
    );
    const sent = events.slice(0, MOST_EVENTS).reverse();
    let free = endpoint.createdAt.getTime();
    for (const [index, event] of sent.entries()) {
      const failures = index === sent.length - 5 ? FAILURES : [];
      const answers = [...failures, accepted(random.between(35, 240))];
      for (const [tried, made] of answers.entries()) {
        const at = new Date(Math.max(free, event.createdAt.getTime() + random.between(900, 4_000)));
        const isAccepted = made.statusCode === 200;
        const ended = at.getTime() + made.durationMs;
        free = isAccepted ? ended : ended + pauseAfter(tried + 1);
        tx.insert(WebhookDeliveryEntity, {
          id: uuidv7(at),
          createdAt: at,
          endpointId: id,
          orgId,
          messageId: globalId('evt', event.id),
          type: `${event.subjectType}.${event.event}`,
          attempt: tried + 1,
          isAccepted,
          ...made,
          nextTryAt: isAccepted ? null : new Date(free),
        });
        if (isAccepted) endpoint.lastDeliveredAt = at;
      }
      endpoint.cursorAt = event.recordedAt;
      endpoint.cursorId = event.id;
    }
  });
}
