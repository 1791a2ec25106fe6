import { HOUR } from '../../../platform/clock.ts';
import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { hint } from '../../../platform/jobs/enqueue.ts';
import { Role } from '../../../platform/viewer.ts';
import { overlapHours } from './webhook.policies.ts';
import type { DISABLED_REASONS, WebhookEndpoint } from './webhook-endpoint.entity.ts';
import { webhookEndpoint } from './webhook-endpoint.read.ts';
import { sealSecret } from './webhook-message.ts';

export const WEBHOOK_TASK = 'webhooks';

/** Wakes the delivery, which otherwise looks for events every few seconds. */
export const wakeWebhooks = (tx: Tx): Promise<void> => hint(tx, WEBHOOK_TASK, 0, WEBHOOK_TASK);

/** A place in the feed of events. */
export type Place = Pick<WebhookEndpoint, 'cursorAt' | 'cursorId'>;

/** The place before every event that was recorded at the time or later. */
export const placeAt = (cursorAt: Date): Place => ({
  cursorAt,
  cursorId: '00000000-0000-0000-0000-000000000000',
});

const noFailure = { attempts: 0, nextTryAt: null, failingSince: null } as const;
const noSecrets = { sealedSecret: null, formerSecret: null, formerSecretUntil: null } as const;

export type WebhookChange = Partial<
  Pick<WebhookEndpoint, 'name' | 'url' | 'subjectTypes' | 'events'>
>;

export const webhookEndpointLife = lifeCycle<WebhookEndpoint>({
  reads: webhookEndpoint,
  label: ({ name }) => name,
  audited: ({ url, role }) => ({ url, role: Role.word(role) }),
  effects: {
    async update(tx: Tx, row: WebhookEndpoint, { name, url, subjectTypes, events }: WebhookChange) {
      Object.assign(row, noFailure, {
        name: name ?? row.name,
        url: url ?? row.url,
        // The member who enters an address receives its messages, and answers for it.
        ...(url && url !== row.url && { createdById: tx.viewer.memberId! }),
        subjectTypes: subjectTypes ?? row.subjectTypes,
        events: events ?? row.events,
      });
      await wakeWebhooks(tx);
    },
    async resume(tx: Tx, row: WebhookEndpoint) {
      Object.assign(row, noFailure, { disabledReason: null, createdById: tx.viewer.memberId! });
      await wakeWebhooks(tx);
    },
    async replay(tx: Tx, row: WebhookEndpoint, place: Place) {
      Object.assign(row, noFailure, place);
      await wakeWebhooks(tx);
    },
    async test(tx: Tx, row: WebhookEndpoint) {
      row.testRequestedAt = tx.now;
      await wakeWebhooks(tx);
    },
    async rotateSecret(tx: Tx, row: WebhookEndpoint, { secret }: { readonly secret: string }) {
      const hours = await overlapHours.value(tx, tx.now);
      Object.assign(row, {
        sealedSecret: sealSecret(tx, secret),
        formerSecret: row.sealedSecret,
        formerSecretUntil: new Date(tx.now.getTime() + hours * HOUR),
      });
    },
    recover(_tx: Tx, row: WebhookEndpoint) {
      Object.assign(row, noFailure);
    },
    disable(
      _tx: Tx,
      row: WebhookEndpoint,
      { reason }: { readonly reason: (typeof DISABLED_REASONS)[number] },
    ) {
      Object.assign(row, { nextTryAt: null, disabledReason: reason });
    },
    delete(_tx: Tx, row: WebhookEndpoint) {
      Object.assign(row, noFailure, noSecrets, { disabledReason: null, testRequestedAt: null });
    },
  },
});
