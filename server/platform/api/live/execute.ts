import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLError,
} from 'graphql';
import type { Turns } from '../../turns.ts';
import { type Asker, mask } from '../masking.ts';
import { type LiveContext, NotYours } from '../resolvers/subscriptions.ts';
import type { EventReads, Reading } from './event-reads.ts';

export interface LiveOperation extends ExecutionArgs {
  readonly contextValue: LiveContext;
  readonly asker: Asker;
  /** Whether the credential behind the stream is still good; asked before anything is read for it. */
  readonly alive: () => Promise<boolean>;
  /** Bounds how many events are read for at once, whatever the number of subscribers. */
  readonly turns: Turns;
  /** Readings of events that operations of the same eyes share. */
  readonly eventReads: EventReads;
}

type Results = AsyncGenerator<ExecutionResult, void, void>;

/**
 * Runs a subscription: for each of its events the operation is executed once for all who see the same, in a read
 * transaction of its own. What the viewer may not know leaves no trace. An end of the credential ends it.
 */
export async function runSubscription(
  operation: LiveOperation,
): Promise<ExecutionResult | Results> {
  const { contextValue, asker } = operation;
  let source: AsyncIterable<unknown> | ExecutionResult;
  try {
    source = await createSourceEventStream(operation);
  } finally {
    await contextValue.endReads();
  }
  if (!(Symbol.asyncIterator in source)) return masked(source, asker);
  const events = source[Symbol.asyncIterator]();
  const end = async (): Promise<IteratorReturnResult<void>> => {
    await events.return?.();
    return { value: undefined, done: true };
  };
  const results: Results = {
    async next() {
      for (;;) {
        const event = await events.next();
        if (event.done || !(await operation.alive())) return await end();
        const read = () => operation.turns.run(() => answer(operation, event.value));
        const result = await operation.eventReads.of(event.value as object, operation, read);
        if (result) return { value: masked(result, asker), done: false };
      }
    },
    return: end,
    throw: end,
    [Symbol.asyncIterator]: () => results,
    [Symbol.asyncDispose]: async () => void (await end()),
  };
  return results;
}

/** The operation's result for one event; null when it is none of the viewer's business. */
async function answer(operation: LiveOperation, event: unknown): Promise<Reading> {
  const { contextValue } = operation;
  await contextValue.renewReads();
  const { reads } = contextValue;
  try {
    const found = await execute({ ...operation, rootValue: event });
    const result = found.errors?.some(isNotYours) ? null : found;
    return { result, isPersonal: reads.isPersonal };
  } finally {
    await contextValue.endReads();
  }
}

const isNotYours = ({ originalError }: GraphQLError): boolean => originalError instanceof NotYours;

const masked = ({ errors, ...result }: ExecutionResult, asker: Asker): ExecutionResult => ({
  ...result,
  ...(errors && { errors: errors.map((error) => mask(error, asker) as GraphQLError) }),
});
