import { fieldOf, mutationName } from '../../machine.ts';
import { command } from '../command.ts';
import { field, type InputFields, type Values } from '../input.ts';
import type { Aggregate, AnyCommand, GuardEdge, LifeCycle, ReactionEdge, Tx } from '../types.ts';

/** Declares a life cycle. Its actions are those of `viewerActions`, or `actions` of a type without that field. */
export const lifeCycle = <R extends Aggregate>(
  spec: Omit<LifeCycle<R>, 'machine' | 'entity' | 'actions' | 'guard' | 'on'> &
    Partial<Pick<LifeCycle, 'actions'>>,
): LifeCycle<R> => {
  const { entity, spec: read } = spec.reads;
  const actions = spec.actions ?? read.fields?.viewerActions;
  if (!actions || !('machine' in actions)) throw new Error(`${read.id} has no viewerActions`);
  const { machine } = actions;
  for (const event of Object.keys(spec.effects ?? {})) {
    if (!machine.transitions.some((row) => row.event === event)) {
      throw new Error(`${machine.type} has an effect for the unknown event ${event}`);
    }
  }
  const life: LifeCycle<R> = {
    ...spec,
    machine,
    entity,
    actions,
    guard: (guard) => ({ on: life, ...(guard as Omit<GuardEdge, 'on'>) }),
    on: (events, react) => ({ on: life, events, react: react as ReactionEdge['react'] }),
  };
  return life;
};

/** Declarations of a command that the mutation of an event passes on. */
type Passed = Partial<
  Pick<
    AnyCommand,
    | 'idempotent'
    | 'freshProof'
    | 'unproven'
    | 'scope'
    | 'constraints'
    | 'organizationGuard'
    | 'bulk'
    | 'ask'
  >
>;

/** The mutation of one event. It takes id and version and returns the object; further input is passed to the effect. */
export function eventCommand<R extends Aggregate, F extends InputFields>(
  life: LifeCycle<R>,
  event: string,
  {
    description,
    fields,
    before,
    run,
    ...passed
  }: Passed & {
    description: string;
    fields?: F;
    before?(tx: Tx, row: R, input: Values<F>): Promise<void>;
    /** Fires the event together with what follows from it; by default the event alone. */
    run?(tx: Tx, row: R, input: Values<F>): Promise<void>;
  },
): AnyCommand {
  const rows = life.machine.transitions.filter(
    (row) => row.event === event && row.from.some((from) => from !== null),
  );
  if (rows.length === 0) throw new Error(`${life.machine.type} has no event ${event}`);
  const name = mutationName(life.machine.type, event);
  const payload = fieldOf(life.machine.type);
  return command({
    name,
    description,
    roles: [...new Set(rows.flatMap((row) => row.by))],
    fields: {
      id: field.id(() => life.reads, `Global id of the ${life.machine.type}.`),
      version: field.version,
      ...(fields as InputFields | undefined),
    },
    payload: { [payload]: () => life.reads },
    idempotent: true,
    ...passed,
    async run(tx, values) {
      const row = await tx.get(life, values.id, values.version);
      // The event's own fields are among the values; their types are lost in the union of both.
      await before?.(tx, row, values as Values<F>);
      if (run) await run(tx, row, values as Values<F>);
      else await tx.fire(life, row, event, values);
      return { [payload]: row.id };
    },
  });
}
