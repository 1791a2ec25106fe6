import { viewerSettings } from '../db/database.ts';
import type { UnitOfWork } from '../db/transaction.ts';
import type { Entity } from '../sql/columns.ts';
import { sql } from '../sql/sql.ts';
import { systemViewer, type Viewer } from '../viewer.ts';
import { begin, fire, loadAllForChange, loadForChange } from './life-cycle/fire.ts';
import { advisoryLock, advisoryLocks } from './lock.ts';
import type { Aggregate, LifeCycle, Tx } from './types.ts';

export type TxContext = Pick<
  Tx,
  | 'now'
  | 'requestId'
  | 'domain'
  | 'secrets'
  | 'publicUrl'
  | 'sendsSms'
  | 'allowsLoopback'
  | 'files'
  | 'validateOnly'
  | 'newId'
  | 'audit'
>;

const parts = new WeakMap<Tx, { readonly unit: UnitOfWork; readonly context: TxContext }>();

export function commandTx(unit: UnitOfWork, context: TxContext): Tx {
  const tx: Tx = {
    ...unit,
    ...context,
    get: (of: LifeCycle<Aggregate> | Entity, id: string, version?: number) =>
      'machine' in of ? loadForChange(tx, unit, of, id, version) : unit.get(of, id),
    getAll: (life, ids) => loadAllForChange(tx, unit, life, ids),
    begin: async (life, data, event) => (await begin(tx, unit, life, [data], event))[0]!,
    beginAll: (life, data, event) => begin(tx, unit, life, data, event),
    fire: <R extends Aggregate>(
      life: LifeCycle<R>,
      row: R | readonly R[],
      event: string,
      input: unknown,
    ) => fire<R>(tx, unit, life, Array.isArray(row) ? row : [row as R], event, input),
    fireWhereOpen: async (life, ids, event, input) => {
      for (const id of ids) {
        const row = await loadForChange(tx, unit, life, id);
        if (life.machine.transitionOf(event, row.status))
          await fire(tx, unit, life, [row], event, input);
      }
    },
    asSystem: async (job, work) => {
      const system = systemViewer(job);
      await become(unit, system, context.now);
      const result = await work(commandTx(unit.as(system), context));
      await become(unit, unit.viewer, context.now);
      return result;
    },
    lock: (kind, id) => unit.write(advisoryLock(`${kind}:${id}`)),
    lockAll: (kind, ids) => unit.write(advisoryLocks(ids.map((id) => `${kind}:${id}`))),
  };
  parts.set(tx, { unit, context });
  return tx;
}

/** The parts from which another `Tx` on the same transaction is built. Throws for any other object. */
export function partsOf(tx: Tx): { readonly unit: UnitOfWork; readonly context: TxContext } {
  const found = parts.get(tx);
  if (!found) throw new Error('A command works with the transaction that it was given');
  return found;
}

/** Makes a viewer that of the transaction's next statements. */
async function become(unit: UnitOfWork, viewer: Viewer, now: Date): Promise<void> {
  await unit.flush();
  const calls = Object.entries(viewerSettings(viewer, now)).map(
    ([name, value]) => sql`set_config(${name}, ${value}, true)`,
  );
  await unit.rows(sql`select ${sql.join(calls, ', ')}`);
}
