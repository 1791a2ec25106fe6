import { type InputFields, inputErrors, inputShape, type Values } from '../command/input.ts';
import { type Asker, askSeen } from '../command/visibility.ts';
import { PublicError, Refusal } from '../errors.ts';
import type { UserErrorType } from '../schema/types.ts';
import type { GraphqlContext } from './context.ts';
import { userErrorOf } from './messages.ts';

type Caller = Pick<GraphqlContext, 'deps' | 'viewer'>;

/**
 * Declares the input of a query that computes its answer, such as the prices of an order before it is placed. The
 * objects that the input names are NOT_FOUND outside the viewer's scope. Invalid values and refusals give the answer
 * of `refused`; without it they are BAD_USER_INPUT.
 */
export function question<F extends InputFields, R = never>(
  name: string,
  description: string,
  fields: F,
  refused?: (userErrors: UserErrorType[]) => R,
) {
  const shape = inputShape(name, description, fields);

  async function run<A>(
    { deps: { db, domain }, viewer }: Caller,
    input: object,
    answer: (tx: Asker, values: Values<F>) => Promise<() => Promise<A> | A>,
  ): Promise<A | R> {
    try {
      const parsed = shape.schema.safeParse(input);
      if (!parsed.success) throw new Refusal(inputErrors(parsed.error));
      const asker = { viewer: viewer!, domain };
      const answered = await askSeen(db, asker, shape.names(parsed.data), (tx) =>
        answer(tx, parsed.data),
      );
      return await answered();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (refused) return refused(error.errors.map(userErrorOf));
      const named = error.errors.flatMap(({ field }) => field?.join('.') ?? []);
      throw PublicError.badInput(`The input is not valid: check ${named.join(', ')}.`);
    }
  }

  return {
    type: shape.type,
    ask: <A>(
      caller: Caller,
      input: object,
      answer: (tx: Asker, values: Values<F>) => Promise<A>,
    ): Promise<A | R> =>
      run(caller, input, async (tx, values) => {
        const answered = await answer(tx, values);
        return () => answered;
      }),
    /** Computes the answer in transactions of its own, after the viewer's transaction has checked the objects. */
    askApart: <A>(
      caller: Caller,
      input: object,
      answer: (values: Values<F>) => Promise<A>,
    ): Promise<A | R> => run(caller, input, async (_tx, values) => () => answer(values)),
  };
}
