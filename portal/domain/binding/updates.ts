import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** Lists whose rows or order may be others after any step of a binding. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'customers', 'partnerBindings', 'deadlines');

const FIELDS = [
  'Report',
  'Invite',
  'InviteLink',
  'Resend',
  'SendCode',
  'Accept',
  'Confirm',
  'Object',
  'Decline',
  'RequestChangeType',
  'ApproveChange',
  'RejectChange',
  'RequestUnbind',
  'ApproveUnbind',
  'RejectUnbind',
  'Withdraw',
] as const;

/** What mutations of bindings change in the cache beyond the objects that they return. */
export const bindingUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries(FIELDS.map((event) => [`partnerBinding${event}`, refresh])),
};
