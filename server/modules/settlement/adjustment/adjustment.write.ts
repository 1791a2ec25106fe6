import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { SettlementBillEntity } from '../bill/bill.entity.ts';
import { SettlementBillLineEntity } from '../bill/bill-line.entity.ts';
import { type BillAdjustment, BillAdjustmentEntity } from './adjustment.entity.ts';

/** Records a correction of a line of a sent bill, for the next bill run; returns its id. */
export async function adjust(
  tx: Tx,
  billLineId: string,
  facts: Pick<BillAdjustment, 'amountMinor' | 'origin' | 'reason'> & { sourceId: string | null },
): Promise<string> {
  const line = await tx.get(SettlementBillLineEntity, billLineId);
  const bill = await tx.get(SettlementBillEntity, line.billId);
  if (bill.status === 'GENERATED') throw refuse('BILL_NOT_SENT');
  const { partnerId, orderLineId, productType } = line;
  const id = tx.newId();
  tx.insert(BillAdjustmentEntity, {
    id,
    createdAt: tx.now,
    partnerId,
    billLineId,
    orderLineId,
    productType,
    ...facts,
    madeByName: tx.viewer.actorName,
  });
  return id;
}
