import type { Tx } from '../../../platform/command/types.ts';
import type { ReasonCode } from '../../../platform/reasons.ts';
import type { ReceivedRefusal } from '../../../sources/koogallery/notification/index.ts';
import { feedOfAccount, noteRefusal } from './feed-note.write.ts';
import type { Receiver } from './instances.write.ts';

export type Refusal = ReceivedRefusal | 'REPLAYED';

const CODES: Readonly<Record<Refusal, ReasonCode>> = {
  FORGED: 'NOTIFICATION_FORGED',
  LATE: 'NOTIFICATION_LATE',
  MALFORMED: 'NOTIFICATION_MALFORMED',
  REPLAYED: 'NOTIFICATION_REPLAYED',
};

/**
 * Counts a request that is no notification of the marketplace: on the feed with its code, and in the audit with the
 * source address. Nothing else of it is stored.
 */
export async function noteRefused(
  tx: Tx,
  { id }: Receiver,
  {
    refusal,
    source,
    protocol,
  }: { readonly refusal: Refusal; readonly source: string; readonly protocol: string },
): Promise<void> {
  const code = CODES[refusal];
  const feed = await feedOfAccount(tx, id, 'ORDER_NOTIFICATIONS');
  await noteRefusal(tx, feed.id, code);
  tx.audit({
    action: 'upstreamNotificationRefuse',
    subjectType: 'UpstreamAccount',
    subjectId: id,
    detail: { code, source, protocol },
  });
}
