import { calendar } from '../../../platform/calendar.ts';
import { documentNumbers } from '../../../platform/command/document-numbers.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse, type UserError } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { searchKey } from '../../partners/index.ts';
import { type FilesInput, hashesOf } from '../supervision/evidence.write.ts';
import type { Node } from '../supervision/flows.machine.ts';
import type { Supervision } from '../supervision/supervision.entity.ts';
import { supervisionLife } from '../supervision/supervision.life.ts';
import { actorOfRole } from '../supervision/supervision.machine.ts';
import type { Appeal, AppealCategory, AppealSide } from './appeal.entity.ts';
import { appealLife } from './appeal.life.ts';
import { decisionDays } from './appeal.policies.ts';
import { addStatement } from './appeal-parts.write.ts';

const numbers = documentNumbers('APL', 'appeal_serial');

export interface OpenInput extends FilesInput {
  readonly id: string;
  readonly version?: number | undefined;
  readonly category: AppealCategory;
  readonly reason: string;
}

/** Subjects that only one side can raise. */
const ONLY: Readonly<Partial<Record<AppealCategory, AppealSide>>> = {
  NOT_ACCEPTING: 'SELLER',
  LATE_DELIVERY: 'CUSTOMER',
  DAMAGED: 'CUSTOMER',
};

/**
 * Checks the subject. A seller who appeals because the buyer does not accept proves the performance and adds a
 * commitment letter (domain §3 item 3).
 */
function checkSubject(row: Supervision, side: AppealSide, input: OpenInput): void {
  const { category, proofFiles = [], commitmentFiles = [] } = input;
  if ((ONLY[category] ?? side) !== side) throw refuse('CATEGORY_OF_OTHER_SIDE', 'category');
  if (category !== 'NOT_ACCEPTING') return;
  if (row.status !== 'AWAIT_ACCEPTANCE') throw refuse('NOT_AWAITING_ACCEPTANCE', 'category');
  const missing = (field: string): UserError => ({
    code: 'PROOF_REQUIRED',
    field: [field],
    params: {},
  });
  const errors = [
    ...(proofFiles.length === 0 ? [missing('proofFiles')] : []),
    ...(commitmentFiles.length === 0 ? [missing('commitmentFiles')] : []),
  ];
  refuse.ifAny(errors);
}

/** Opens an appeal: freezes the flow, starts the clock of the decision, and stores the opening statement. */
export async function openAppeal(tx: Tx, input: OpenInput): Promise<Appeal> {
  const row = await tx.get(supervisionLife, input.id, input.version);
  tx.lock('AppealOfOrder', row.orderId);
  const side = actorOfRole(tx.viewer.role) as AppealSide;
  const [known] = await tx.rows<{ open: boolean; serial: string }>(sql`
    select guard_order_has_open_appeal(${row.orderId}::uuid) as open, ${numbers.serial} as serial`);
  if (known!.open) throw refuse('APPEAL_OPEN');
  checkSubject(row, side, input);
  const node = row.status as Node;
  await tx.fire(supervisionLife, row, 'appeal', {
    reason: input.reason,
    files: await hashesOf(tx, input),
  });
  const days = await decisionDays.value(tx, tx.now);
  const number = numbers.of(tx.now, known!.serial);
  const decideBy = calendar.addWorkingDays(tx.now, days);
  const { orderId, orderLineId, sellerId, customerId, orderNumber, customerName, productName } =
    row;
  const opened = await tx.begin(
    appealLife,
    {
      number,
      supervisionId: row.id,
      orderId,
      orderLineId,
      partnerId: row.partnerId ?? null,
      sellerId,
      customerId,
      orderNumber,
      customerName,
      productName,
      dealMinor: row.dealMinor,
      cashMinor: row.cashMinor,
      searchKey: searchKey(number, orderNumber, customerName, productName),
      openedBy: side,
      openedByName: tx.viewer.actorName,
      node,
      category: input.category,
      reason: input.reason,
      decideBy,
      warnAt: calendar.addWorkingDays(tx.now, days - 1),
      breachAt: decideBy,
      dueAt: decideBy,
    },
    'open',
  );
  const { proofFiles, commitmentFiles, supplementFiles } = input;
  await addStatement(tx, opened, {
    text: input.reason,
    ...(proofFiles && { proofFiles }),
    ...(commitmentFiles && { commitmentFiles }),
    ...(supplementFiles && { supplementFiles }),
  });
  return opened;
}
