import { expect, it } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { Semaphore } from '../../semaphore.ts';
import { EventReads } from './event-reads.ts';
import { type LiveOperation, runSubscription } from './execute.ts';

const schema = buildSchema('type Query { a: Int } type Subscription { changed: Int }');

async function* one() {
  yield {};
}

it.each([
  ['that stays valid, gets the event', true, { done: false, value: { data: { changed: 1 } } }],
  ['that ends during the read, gets nothing', false, { done: true, value: undefined }],
])('a credential %s', async (_, staysValid, expected) => {
  let isValid = true;
  schema.getSubscriptionType()!.getFields().changed!.resolve = () => {
    isValid = staysValid;
    return 1;
  };
  const results = await runSubscription({
    schema,
    document: parse('subscription { changed }'),
    rootValue: { changed: one },
    contextValue: {
      viewer: { tenantId: 't', role: 'csp.owner', actorId: 'a', memberId: 'm', scopes: ['read'] },
      reads: { isPersonal: false },
      renewReads: async () => {},
      endReads: async () => {},
      takeFailures: () => [],
    },
    asker: { mayIntrospect: false },
    alive: async () => isValid,
    turns: new Semaphore({ limit: 1 }),
    eventReads: new EventReads(),
  } as unknown as LiveOperation);
  if (!(Symbol.asyncIterator in results)) throw new Error('The subscription did not begin');
  expect(await results.next()).toEqual(expected);
});
