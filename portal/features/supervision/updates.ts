import type { UpdateResolver, UpdatesConfig } from '@urql/exchange-graphcache';
import { invalidateLists } from '../../lib/invalidate.ts';
import { linkLookUps } from '../../lib/link-look-ups.ts';
import { EVENTS } from './step/steps.ts';

/** A step may complete the order, an appeal freezes the delivery and a decision ends it. */
const refresh: UpdateResolver = (_result, _args, cache) =>
  invalidateLists(
    cache,
    ...['supervisions', 'supervision', 'appeals', 'appeal', 'orders', 'order', 'deadlines'],
  );

const mutations = [
  ...EVENTS.map((event) => `supervision${event.charAt(0).toUpperCase()}${event.slice(1)}`),
  'supervisionAppeal',
  'supervisionComment',
  ...['Take', 'AskMaterial', 'HandOver', 'Respond', 'Decide', 'Withdraw', 'Comment'].map(
    (event) => `appeal${event}`,
  ),
];

/** Cache changes by the mutations of deliveries and appeals beyond the returned record. */
export const supervisionUpdates: UpdatesConfig = {
  Mutation: Object.fromEntries(mutations.map((name) => [name, refresh])),
  Query: {
    supervisions: linkLookUps('supervision', 'Supervision'),
    appeals: linkLookUps('appeal', 'Appeal'),
  },
};
