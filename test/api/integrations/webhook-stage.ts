import { setTimeout as sleep } from 'node:timers/promises';
import { deliverWebhooks } from '../../../server/modules/integrations/index.ts';
import { openReceiver, type Received, type Receiver } from '../../kit/receiver.ts';
import { type Caller, openWorld } from '../../kit/world.ts';
import { type Stage, setStage as setDiscounts } from '../discounts/stage.ts';

export interface Webhook {
  readonly id: string;
  readonly secret: string;
}

/** A partner with discounts, its owner, and receivers on this machine. */
export interface WebhookStage extends Stage {
  readonly owner: Caller;
  /** Opens a receiver that the stage closes. */
  receiver(): Promise<Receiver>;
  create(caller: Caller, input: Record<string, unknown>): Promise<Webhook>;
  /** Deletes all webhooks. */
  deleteAll(): Promise<void>;
  /** Delivers until the condition holds. */
  deliver(isDone: () => boolean | Promise<boolean>): Promise<void>;
  /** Delivers once. */
  run(): Promise<void>;
  close(): Promise<void>;
}

const MOST = 100;

export async function setStage(name: string): Promise<WebhookStage> {
  const world = await openWorld(name);
  Object.assign(world.deps, { allowsLoopback: true });
  const stage = await setDiscounts(world);
  const owner = await world.member(stage.partner, 'csp.owner', '林晓');
  const receivers: Receiver[] = [];
  const created: { readonly by: Caller; readonly id: string }[] = [];
  const task = deliverWebhooks(world.deps);
  return {
    ...stage,
    owner,
    async receiver() {
      const opened = await openReceiver();
      receivers.push(opened);
      return opened;
    },
    async create(caller, input) {
      const { webhookEndpoint, secret } = await caller.mutate(
        'webhookEndpointCreate',
        { name: 'ERP', subjectTypes: [], events: [], ...input },
        'webhookEndpoint { id } secret',
      );
      const { id } = webhookEndpoint;
      // The member who creates a webhook may leave.
      const isOurs = caller.viewer.tenantId === owner.viewer.tenantId;
      created.push({ by: isOurs ? owner : caller, id });
      return { id, secret };
    },
    async deleteAll() {
      // One that the test has deleted is refused.
      for (const { by, id } of created.splice(0)) await by.refused('webhookEndpointDelete', { id });
    },
    async deliver(isDone) {
      // The newest events are hidden for a moment.
      for (let attempt = 0; !(await isDone()); attempt++) {
        if (attempt > MOST) throw new Error('The events were not delivered');
        await task.run();
        await sleep(5);
      }
    },
    async run() {
      await task.run();
    },
    async close() {
      await Promise.all(receivers.map((receiver) => receiver.close()));
      await world.close();
    },
  };
}

/** Fields of a webhook as its owner sees them. */
export const seen = async (caller: Caller, id: string, fields: string): Promise<any> =>
  (
    await caller.ask(`query($id: ID!) { webhookEndpoint(by: { id: $id }) { status ${fields} } }`, {
      id,
    })
  ).webhookEndpoint;

export const typesOf = (messages: readonly Received[]): string[] =>
  messages.map(({ body }) => JSON.parse(body).type);
