import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLError,
} from 'graphql';
import { type Asker, mask } from '../graphql/masking.ts';
import { type LiveContext, NotYours } from '../graphql/subscriptions.ts';
import type { Turns } from '../turns.ts';

export interface LiveOperation extends ExecutionArgs {
  readonly contextValue: LiveContext;
  readonly asker: Asker;
  /** Whether the credential behind the stream is still good; asked before anything is read for it. */
  readonly alive: () => Promise<boolean>;
  /** Bounds how many events are read for at once, whatever the number of subscribers. */
  readonly turns: Turns;
}

type Results = AsyncGenerator<ExecutionResult, void, void>;

/**
 * Runs a subscription: for each of its events the operation is executed once, in a read transaction of its
 * own. What the viewer may not know leaves no trace. An end of the credential ends it.
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
        const result = await operation.turns.run(() => answer(operation, event.value));
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
async function answer(operation: LiveOperation, event: unknown): Promise<ExecutionResult | null> {
  await operation.contextValue.renewReads();
  try {
    const result = await execute({ ...operation, rootValue: event });
    return result.errors?.some(isNotYours) ? null : result;
  } finally {
    await operation.contextValue.endReads();
  }
}

const isNotYours = ({ originalError }: GraphQLError): boolean => originalError instanceof NotYours;

const masked = ({ errors, ...result }: ExecutionResult, asker: Asker): ExecutionResult => ({
  ...result,
  ...(errors && { errors: errors.map((error) => mask(error, asker) as GraphQLError) }),
});
