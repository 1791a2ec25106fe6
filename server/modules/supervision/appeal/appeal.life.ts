import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { money } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { MembershipEntity } from '../../identity/index.ts';
import { cashLeftOf, completeLine, endRequest, refundLines } from '../../orders/index.ts';
import type { FilesInput } from '../supervision/evidence.write.ts';
import type { Supervision } from '../supervision/supervision.entity.ts';
import { type ResolveInput, supervisionLife } from '../supervision/supervision.life.ts';
import type { Appeal, AppealOutcome, AppealSide } from './appeal.entity.ts';
import { appeal } from './appeal.read.ts';
import { addMaterial, addStatement } from './appeal-parts.write.ts';

export interface DecideInput {
  readonly outcome: AppealOutcome;
  readonly reason: string;
  /** Refund in CNY; only for REFUND. */
  readonly refund?: string;
}

interface Refund {
  readonly cashMinor: bigint;
  /** Whether cash of the line is left afterwards. */
  readonly isPart: boolean;
}

const ENDS: Readonly<Record<AppealOutcome, ResolveInput['to']>> = {
  RESUME: 'RESUMED',
  DISMISSED: 'RESUMED',
  FORCE_COMPLETE: 'COMPLETED',
  REFUND: 'REFUNDED',
};

function end(tx: Tx, row: Appeal): void {
  Object.assign(row, { dueAt: null, warnAt: null, breachAt: null, endedAt: tx.now });
}

/** Lets the frozen flow go on or end, as the system on behalf of the viewer. */
async function thaw(tx: Tx, row: Appeal, to: ResolveInput['to'], reason?: string): Promise<void> {
  const { actorName, side, via } = tx.viewer;
  await tx.asSystem('appeals', async (system) => {
    const frozen: Supervision = await system.get(supervisionLife, row.supervisionId);
    const input: ResolveInput = { to, by: { actorName, side, via }, ...(reason && { reason }) };
    await system.fire(supervisionLife, frozen, 'resolve', input);
  });
}

/**
 * Refunds the buyer after the supervision has ended, and ends its own request. The rest of a partial refund is due to
 * the seller, so its line counts as delivered.
 */
async function refund(tx: Tx, row: Appeal, { cashMinor, isPart }: Refund, reason: string) {
  await endRequest(tx, row.orderLineId, { to: 'REFUNDED', reason });
  if (isPart) await completeLine(tx, row.orderLineId);
  await refundLines(tx, row.orderId, [{ orderLineId: row.orderLineId, cashMinor }]);
}

/** The refund that a decision makes: by default of all that earlier refunds have left. */
async function refundOf(tx: Tx, row: Appeal, asked: string | undefined): Promise<Refund> {
  const left = await cashLeftOf(tx, row.orderLineId);
  const cashMinor = asked === undefined ? left : money.parse(asked);
  if (cashMinor > left)
    throw refuse('REFUND_ABOVE_PAID_CASH', 'refund', { left: money.format(left) });
  return { cashMinor, isPart: cashMinor < left };
}

/** Name of an active operator; refuses any other member. */
async function operatorNamed(tx: Tx, memberId: string): Promise<string> {
  const [member] = await tx.find(
    MembershipEntity,
    (d) => sql`${d.id} = ${memberId} and ${d.role} = 'operator' and ${d.status} = 'ACTIVE'`,
  );
  if (!member) throw refuse('NOT_AN_OPERATOR', 'memberId');
  return member.name;
}

export const appealLife = lifeCycle<Appeal>({
  reads: appeal,
  label: ({ number, productName }) => `${number} ${productName}`,
  amount: (row) => row.cashMinor,
  effects: {
    take(tx: Tx, row: Appeal) {
      row.takenById = tx.viewer.memberId;
      row.takenByName = tx.viewer.actorName;
      row.takenAt = tx.now;
    },

    async askMaterial(tx: Tx, row: Appeal, input: { side: AppealSide; what: string; by: Date }) {
      if (input.by <= tx.now) throw refuse('DUE_IN_PAST', 'by');
      await addMaterial(tx, row, input);
    },

    async handOver(tx: Tx, row: Appeal, { memberId }: { memberId: string }) {
      if (memberId === row.takenById) throw refuse('TAKEN_BY_THIS_MEMBER', 'memberId');
      row.takenByName = await operatorNamed(tx, memberId);
      row.takenById = memberId;
    },

    async respond(tx: Tx, row: Appeal, input: FilesInput & { text: string; materialId?: string }) {
      await addStatement(tx, row, input);
      return row.status;
    },

    async decide(tx: Tx, row: Appeal, { outcome, reason, refund: asked }: DecideInput) {
      const refunds = outcome === 'REFUND' ? await refundOf(tx, row, asked) : null;
      await thaw(tx, row, ENDS[outcome], reason);
      if (refunds) await refund(tx, row, refunds, reason);
      end(tx, row);
      Object.assign(row, {
        outcome,
        refundMinor: refunds?.cashMinor ?? null,
        decisionReason: reason,
        decidedByName: tx.viewer.actorName,
      });
    },

    async withdraw(tx: Tx, row: Appeal) {
      await thaw(tx, row, 'RESUMED');
      end(tx, row);
    },

    lapse: end,

    warn(_tx: Tx, row: Appeal) {
      row.warnAt = null;
      return row.status;
    },

    flagBreach(_tx: Tx, row: Appeal) {
      row.isBreached = true;
      row.breachAt = null;
      return row.status;
    },
  },
});
