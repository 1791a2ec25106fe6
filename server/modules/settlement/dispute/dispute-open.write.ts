import { calendar } from '../../../platform/calendar.ts';
import { attachments } from '../../../platform/command/attach.ts';
import { documentNumbers } from '../../../platform/command/document-numbers.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { money } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { OrderLineEntity } from '../../orders/index.ts';
import { searchKey } from '../../partners/index.ts';
import { billLife } from '../bill/bill.life.ts';
import { SettlementBillLineEntity } from '../bill/bill-line.entity.ts';
import { disputeDays } from '../settlement.policies.ts';
import { type LineDispute, LineDisputeEntity } from './dispute.entity.ts';
import { lineDisputeLife } from './dispute.life.ts';
import { DISPUTABLE } from './dispute.read.ts';

const numbers = documentNumbers('DSP', 'line_dispute_serial');

export interface OpenInput {
  readonly billLineId: string;
  readonly reason: string;
  readonly expectedAmount?: string | undefined;
  readonly attachmentIds?: readonly string[] | undefined;
}

/** Opens a dispute, starts the clock of its decision, and attaches the evidence. */
export async function openDispute(tx: Tx, input: OpenInput): Promise<LineDispute> {
  const line = await tx.get(SettlementBillLineEntity, input.billLineId);
  // Locked, so that no countersignature comes between.
  const bill = await tx.get(billLife, line.billId);
  if (!(DISPUTABLE as readonly string[]).includes(bill.status))
    throw refuse('BILL_NOT_DISPUTABLE', 'billLineId', { state: bill.status });
  const [earlier] = await tx.find(
    LineDisputeEntity,
    (d) => sql`${d.billLineId} = ${line.id} and ${d.status} <> 'WITHDRAWN'`,
  );
  if (earlier) throw refuse('LINE_DISPUTED', 'billLineId', { number: earlier.number });
  const [sold] = await tx.find(OrderLineEntity, (d) => sql`${d.id} = ${line.orderLineId}`);
  const number = await numbers.next(tx, tx.now);
  const decideBy = calendar.addWorkingDays(tx.now, await disputeDays.value(tx, tx.now));
  const { orderNumber, productName } = sold!;
  const opened = await tx.begin(
    lineDisputeLife,
    {
      number,
      billId: bill.id,
      billLineId: line.id,
      orderLineId: line.orderLineId,
      partnerId: line.partnerId,
      period: bill.period,
      billNumber: bill.number,
      orderNumber,
      productName,
      searchKey: searchKey(number, bill.number, orderNumber, productName),
      lineMinor: line.settlementMinor,
      expectedMinor: input.expectedAmount === undefined ? null : money.parse(input.expectedAmount),
      reason: input.reason,
      openedByName: tx.viewer.actorName,
      decideBy,
      breachAt: decideBy,
      dueAt: decideBy,
    },
    'open',
  );
  await attachments.add(
    tx,
    input.attachmentIds ?? [],
    attachments.subjectOf(tx, 'LineDispute', opened),
    'SHARED',
  );
  return opened;
}
