import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLError,
} from 'graphql';
import type { Semaphore } from '../../semaphore.ts';
import { type Asker, mask } from '../masking.ts';
import { type LiveContext, NotYours } from '../resolvers/subscriptions.ts';
import type { EventReads, Reading } from './event-reads.ts';

export interface LiveOperation extends ExecutionArgs {
  readonly contextValue: LiveContext;
  readonly asker: Asker;
  /** Whether the stream's credential is still valid. Called before and after each read. */
  readonly alive: () => Promise<boolean>;
  /** Bounds the number of parallel reads, regardless of the number of subscribers. */
  readonly turns: Semaphore;
  /** Results of events, shared by operations whose viewers see the same data. */
  readonly eventReads: EventReads;
}

type Results = AsyncGenerator<ExecutionResult, void, void>;

/**
 * Runs a subscription. Each event executes the operation in a separate read transaction, once for all viewers who see
 * the same data. Events outside the viewer's scope are dropped. The subscription ends with its credential.
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
        // The credential may have ended during the read.
        if (!(await operation.alive())) return await end();
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

/** Executes the operation for one event. The result is null if the event is outside the viewer's scope. */
async function answer(operation: LiveOperation, event: unknown): Promise<Reading> {
  const { contextValue } = operation;
  await contextValue.renewReads();
  const { reads } = contextValue;
  try {
    const found = await execute({ ...operation, rootValue: event });
    const result = found.errors?.some(isNotYours)
      ? null
      : withFailures(found, contextValue.takeFailures());
    return { result, isPersonal: reads.isPersonal };
  } finally {
    await contextValue.endReads();
  }
}

/** A result with the failures of upstreams among its errors. */
const withFailures = (
  result: ExecutionResult,
  failures: readonly GraphQLError[],
): ExecutionResult =>
  failures.length === 0 ? result : { ...result, errors: [...(result.errors ?? []), ...failures] };

const isNotYours = ({ originalError }: GraphQLError): boolean => originalError instanceof NotYours;

const masked = ({ errors, ...result }: ExecutionResult, asker: Asker): ExecutionResult => ({
  ...result,
  ...(errors && { errors: errors.map((error) => mask(error, asker) as GraphQLError) }),
});
