import { viewerSettings } from '../db/database.ts';
import { sql } from '../sql/sql.ts';
import { systemViewer, type Viewer } from '../viewer.ts';
import { commandTx, partsOf } from './tx.ts';
import type { Tx } from './types.ts';

async function become(tx: Tx, viewer: Viewer): Promise<void> {
  const calls = Object.entries(viewerSettings(viewer, tx.now)).map(
    ([name, value]) => sql`set_config(${name}, ${value}, true)`,
  );
  await tx.rows(sql`select ${sql.join(calls, ', ')}`);
}

/** The system's part of a command, for rows outside the viewer's scope. A throw rolls all of it back. */
export async function asSystem<T>(tx: Tx, job: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  const viewer = systemViewer(job);
  const { unit, context } = partsOf(tx);
  await unit.flush();
  await become(tx, viewer);
  const result = await work(commandTx(unit.as(viewer), context));
  await unit.flush();
  await become(tx, tx.viewer);
  return result;
}
