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

/**
 * Runs the system's part of a command in the same transaction. The consequences of a command may concern rows outside
 * the viewer's scope, for example a discount in review when its customer leaves. A throw rolls the whole command
 * back, so it need not restore the viewer.
 */
export async function asSystem(
  tx: Tx,
  job: string,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  const viewer = systemViewer(job);
  const { unit, context } = partsOf(tx);
  await unit.flush();
  await become(tx, viewer);
  await work(commandTx(unit.as(viewer), context));
  await unit.flush();
  await become(tx, tx.viewer);
}
