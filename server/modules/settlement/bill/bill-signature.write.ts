import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type SettlementBill, SettlementBillEntity } from './bill.entity.ts';
import { sealSql } from './seal.ts';
import { SettlementBillSignatureEntity } from './signature.entity.ts';

/** Refuses with SEAL_DIFFERS a bill whose stored lines no longer have its seal. */
export async function assertSealed(tx: Tx, { id, seal }: SettlementBill): Promise<void> {
  const [now] = await tx.rows<{ seal: string }>(
    sql`select ${sql.raw(sealSql)} as seal from ${sql.table(SettlementBillEntity)} b where b.id = ${id}`,
  );
  if (now?.seal !== seal) throw refuse('SEAL_DIFFERS');
}

/**
 * Records the viewer's signature and returns whether it is the second one. Refuses with SEAL_DIFFERS if the
 * first person signed another seal, and programs with PERSON_REQUIRED.
 */
export async function isSecondSignature(
  tx: Tx,
  row: SettlementBill,
  reason: string,
): Promise<boolean> {
  const { memberId, actorId, actorName } = tx.viewer;
  if (memberId === null) throw refuse('PERSON_REQUIRED');
  const { seal } = row;
  await assertSealed(tx, row);
  const [first] = await tx.find(SettlementBillSignatureEntity, (d) => sql`${d.billId} = ${row.id}`);
  if (first && first.seal !== seal) throw refuse('SEAL_DIFFERS');
  tx.insert(SettlementBillSignatureEntity, {
    id: tx.newId(),
    createdAt: tx.now,
    billId: row.id,
    position: first ? 2 : 1,
    memberId,
    userId: actorId,
    signedByName: actorName,
    reason,
    seal,
  });
  return first !== undefined;
}
