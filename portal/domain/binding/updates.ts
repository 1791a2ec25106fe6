import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';

/** Refetches lists whose rows or order may change with any step of a binding. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(cache, 'customers', 'partnerBindings', 'deadlines');

const FIELDS = [
  'PreRegister',
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

/** Cache changes by binding mutations beyond the returned objects. */
export const bindingUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries(FIELDS.map((event) => [`partnerBinding${event}`, refresh])),
};
