import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type FilesInput, storeEvidence } from '../supervision/evidence.write.ts';
import { SupervisionEntity } from '../supervision/supervision.entity.ts';
import { actorOfRole } from '../supervision/supervision.machine.ts';
import {
  type Appeal,
  AppealMaterialEntity,
  type AppealSide,
  AppealStatementEntity,
} from './appeal.entity.ts';

const part = (
  tx: Tx,
  { id, orderId, partnerId, sellerId, customerId }: Appeal,
  earlier: readonly unknown[],
) => ({
  id: tx.newId(),
  position: earlier.length + 1,
  createdAt: tx.now,
  appealId: id,
  orderId,
  partnerId: partnerId ?? null,
  sellerId,
  customerId,
});

/** Records a request for material. */
export async function addMaterial(
  tx: Tx,
  row: Appeal,
  { side, what, by }: { side: AppealSide; what: string; by: Date },
): Promise<void> {
  const earlier = await tx.find(AppealMaterialEntity, (d) => sql`${d.appealId} = ${row.id}`);
  tx.insert(AppealMaterialEntity, {
    ...part(tx, row, earlier),
    side,
    what,
    dueAt: by,
    askedByName: tx.viewer.actorName,
    providedAt: null,
  });
}

/** Adds a statement of the viewer's side, with its files; a request that it answers counts as provided. */
export async function addStatement(
  tx: Tx,
  row: Appeal,
  { text, materialId, ...given }: FilesInput & { text: string; materialId?: string },
): Promise<string[]> {
  const side = actorOfRole(tx.viewer.role) as AppealSide;
  if (materialId) await provide(tx, row, materialId, side);
  const earlier = await tx.find(AppealStatementEntity, (d) => sql`${d.appealId} = ${row.id}`);
  const statement = {
    ...part(tx, row, earlier),
    side,
    authorName: tx.viewer.actorName,
    text,
    materialId: materialId ?? null,
  };
  tx.insert(AppealStatementEntity, statement);
  const supervised = await tx.get(SupervisionEntity, row.supervisionId);
  return await storeEvidence(tx, supervised, given, { statementId: statement.id });
}

/** Marks the material as provided. A request of another appeal, or to the other side, is refused. */
async function provide(tx: Tx, row: Appeal, materialId: string, side: AppealSide): Promise<void> {
  const asked = await tx.find(
    AppealMaterialEntity,
    (d) => sql`${d.id} = ${materialId} and ${d.appealId} = ${row.id} and ${d.side} = ${side}`,
  );
  if (asked.length === 0) throw refuse('MATERIAL_OF_OTHER_SIDE', 'materialId');
  tx.update(AppealMaterialEntity, (d) => sql`${d.id} = ${materialId} and ${d.providedAt} is null`, {
    providedAt: tx.now,
  });
}
