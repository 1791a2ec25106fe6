import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { mustBeWithin, sellable } from '../../authorizations/index.ts';
import type { CustomerDemand } from './demand.entity.ts';
import { demandMail } from './demand.mail.ts';
import { answerDays, offerDays } from './demand.policies.ts';
import { customerDemand } from './demand.read.ts';
import { type DemandInput, rewriteDemand } from './demand.write.ts';

const answered = (tx: Tx, reason: string | undefined) => ({
  answeredAt: tx.now,
  answeredByName: tx.viewer.actorName,
  answerReason: reason ?? null,
});

export const demandLife = lifeCycle<CustomerDemand>({
  reads: customerDemand,
  label: ({ customerName, productName }) => `${customerName} · ${productName}`,
  amount: (row) => row.expectedAmountMinor,
  effects: {
    update: (tx: Tx, row: CustomerDemand, input: DemandInput) => rewriteDemand(tx, row, input),

    /** The largest share may have changed since the draft was saved. */
    async submit(tx: Tx, row: CustomerDemand) {
      const { maxShareRatio } = await sellable(tx, row.productId, 'JOINT_OPERATION');
      mustBeWithin(row.expectedShareRatio, maxShareRatio, 'expectedShareRatio');
      const dueAt = await answerDays.ahead(tx);
      Object.assign(row, {
        maxShareRatio,
        submittedAt: tx.now,
        submittedByName: tx.viewer.actorName,
        dueAt,
        answerDueAt: dueAt,
      });
    },

    nudge(tx: Tx, row: CustomerDemand) {
      row.nudgedAt = tx.now;
      row.nudgeCount += 1;
    },

    withdraw(_tx: Tx, row: CustomerDemand) {
      row.dueAt = null;
    },

    async receive(tx: Tx, row: CustomerDemand, { reason }: { reason?: string }) {
      Object.assign(row, answered(tx, reason), { dueAt: await offerDays.ahead(tx) });
    },

    reject(tx: Tx, row: CustomerDemand, { reason }: { reason: string }) {
      Object.assign(row, answered(tx, reason), { dueAt: null });
    },

    lapse(_tx: Tx, row: CustomerDemand) {
      row.dueAt = null;
    },

    convert(_tx: Tx, row: CustomerDemand, { shareRatio }: { shareRatio: string }) {
      Object.assign(row, { grantedShareRatio: shareRatio, dueAt: null });
    },

    async reopen(tx: Tx, row: CustomerDemand) {
      Object.assign(row, { grantedShareRatio: null, dueAt: await offerDays.ahead(tx) });
    },

    close(tx: Tx, row: CustomerDemand, { reason }: { reason: string }) {
      Object.assign(row, { closedAt: tx.now, closeReason: reason, dueAt: null });
    },
  },
  mail: demandMail,
});
