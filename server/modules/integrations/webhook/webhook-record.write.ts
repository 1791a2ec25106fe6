import { HOUR } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { publish } from '../../../platform/db/event.ts';
import { pauseAfter } from '../../../platform/jobs/drain.ts';
import { giveUpHours } from './webhook.policies.ts';
import { WEBHOOK_TOPIC } from './webhook.subscription.ts';
import { WebhookDeliveryEntity } from './webhook-delivery.entity.ts';
import type { DISABLED_REASONS, WebhookEndpoint } from './webhook-endpoint.entity.ts';
import { type Place, webhookEndpointLife } from './webhook-endpoint.life.ts';
import { DELIVERING } from './webhook-endpoint.machine.ts';
import { type HeldEndpoint, heldUntil } from './webhook-hold.write.ts';
import type { Message } from './webhook-message.ts';

/** Outcome of an attempt. */
export interface Attempt {
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly answer: string | null;
  readonly durationMs: number;
  /** Milliseconds that the receiver asks to wait. */
  readonly retryAfterMs: number | null;
}

/** A message of an event, with its place in the feed and the place after which it was read. */
export interface Due {
  readonly message: Message;
  readonly from: Place;
  readonly to: Place;
}

const GONE = 410;
const LONGEST_PAUSE = pauseAfter(Number.POSITIVE_INFINITY);
/** Statuses of a receiver that is overloaded or in maintenance, and knows until when. */
const BUSY: readonly (number | null)[] = [429, 503];

export const isAccepted = ({ statusCode, error }: Attempt): boolean =>
  error === null && statusCode !== null && statusCode >= 200 && statusCode < 300;

const isSame = (row: Place, place: Place): boolean =>
  row.cursorAt.getTime() === place.cursorAt.getTime() && row.cursorId === place.cursorId;

/**
 * Writes the attempt down and moves the cursor, or plans the next attempt. Returns whether the turn goes on: it ends
 * after a failure, and if a person paused, changed or rewound the endpoint meanwhile.
 */
export async function recordAttempt(
  tx: Tx,
  { endpoint: { id, url }, holder }: HeldEndpoint,
  { message, from, to }: Due,
  made: Attempt,
  random: () => number,
): Promise<boolean> {
  const row = await tx.get(webhookEndpointLife, id);
  const delivers = DELIVERING.some((state) => state === row.status);
  const isCurrent = delivers && row.holder === holder && row.url === url && isSame(row, from);
  const attempt = row.attempts + 1;
  if (isAccepted(made)) {
    await log(tx, row, message, made, { attempt });
    if (!isCurrent) return false;
    Object.assign(row, to, { attempts: 0, lastDeliveredAt: tx.now, heldUntil: heldUntil(tx) });
    if (row.status === 'FAILING') await tx.fire(webhookEndpointLife, row, 'recover');
    return true;
  }
  const failingSince = row.failingSince ?? tx.now;
  const end = failingSince.getTime() + (await giveUpHours.value(tx, tx.now)) * HOUR;
  // Receivers that failed together are not tried again together.
  const usual = pauseAfter(attempt) * (0.75 + random() / 2);
  const pause = Math.max(usual, askedPause(made));
  const reason = reasonToDisable(made, tx.now.getTime() >= end);
  const nextTryAt = reason ? null : new Date(Math.min(tx.now.getTime() + pause, end));
  await log(tx, row, message, made, { attempt, nextTryAt: isCurrent ? nextTryAt : null });
  if (!isCurrent) return false;
  Object.assign(row, { attempts: attempt, failingSince, nextTryAt });
  if (reason) await tx.fire(webhookEndpointLife, row, 'disable', { reason });
  else if (row.status === 'ENABLED') await tx.fire(webhookEndpointLife, row, 'fail');
  return false;
}

/** The pause that a busy receiver asks for, within the longest of the schedule. */
const askedPause = ({ statusCode, retryAfterMs }: Attempt): number =>
  BUSY.includes(statusCode) ? Math.min(retryAfterMs ?? 0, LONGEST_PAUSE) : 0;

function reasonToDisable(
  { statusCode }: Attempt,
  isOver: boolean,
): (typeof DISABLED_REASONS)[number] | null {
  if (statusCode === GONE) return 'GONE';
  return isOver ? 'NOT_ACCEPTED' : null;
}

/** Writes a test down; whatever its outcome, the endpoint stays as it is. */
export async function recordTest(
  tx: Tx,
  { endpoint: { id } }: HeldEndpoint,
  deliveryId: string,
  message: Message,
  made: Attempt,
): Promise<void> {
  const row = await tx.get(webhookEndpointLife, id);
  row.testRequestedAt = null;
  await log(tx, row, message, made, { id: deliveryId, attempt: 1 });
}

/** Writes the attempt down and tells those who watch the endpoint. */
async function log(
  tx: Tx,
  { id: endpointId, orgId }: WebhookEndpoint,
  { id: messageId, type }: Message,
  made: Attempt,
  {
    id = tx.newId(),
    attempt,
    nextTryAt = null,
  }: { readonly id?: string; readonly attempt: number; readonly nextTryAt?: Date | null },
): Promise<void> {
  const { statusCode, error, answer, durationMs } = made;
  tx.insert(WebhookDeliveryEntity, {
    id,
    createdAt: tx.now,
    endpointId,
    orgId,
    messageId,
    type,
    attempt,
    isAccepted: isAccepted(made),
    statusCode,
    error,
    answer,
    durationMs,
    nextTryAt,
  });
  await publish(tx, { topic: WEBHOOK_TOPIC, id: endpointId, to: [orgId, 'operator'] });
}
