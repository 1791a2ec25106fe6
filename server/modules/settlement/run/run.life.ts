import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { PartnerEntity } from '../../partners/index.ts';
import { makeBill, sealOfComputed } from '../bill/bill-make.write.ts';
import { type SettlementRun, SettlementRunEntity } from './run.entity.ts';
import { billRun, billRunPartner } from './run.read.ts';
import { type Decision, decide, usualMinor } from './run-decision.ts';
import { type RunTerms, runInputs, runTerms } from './run-inputs.read.ts';
import { type SettlementRunPartner, SettlementRunPartnerEntity } from './run-partner.entity.ts';

export const runLife = lifeCycle<SettlementRun>({
  reads: billRun,
  label: ({ period }) => period,
  effects: {
    /** From now on the instants of the run are fixed, and each partner has a row that awaits its decision. */
    async start(tx: Tx, row: SettlementRun) {
      row.startedAt = tx.now;
      if (tx.now < row.runAt) row.runAt = tx.now;
      const partners = await tx.rows<{ id: string }>(
        sql`select id from ${sql.table(PartnerEntity)} order by id`,
      );
      tx.insert(
        SettlementRunPartnerEntity,
        partners.map(({ id: partnerId }) => ({
          id: tx.newId(),
          createdAt: tx.now,
          runId: row.id,
          period: row.period,
          partnerId,
          status: 'WAITING' as const,
        })),
      );
    },
    complete(tx: Tx, row: SettlementRun) {
      row.completedAt = tx.now;
    },
  },
});

interface Judged extends Decision {
  readonly lastBills: readonly bigint[];
  readonly serviceVatRate: string;
  readonly figures: Pick<
    SettlementRunPartner,
    'taxpayerType' | 'pendingMinor' | 'grossMinor' | 'lineCount' | 'seal'
  >;
}

/** Computes the partner's bill from what became billable before the cut-off, at the rates of the run. */
async function judge(
  tx: Tx,
  { partnerId, period }: SettlementRunPartner,
  terms: RunTerms,
): Promise<Judged> {
  const [inputs] = await runInputs(tx, terms, [partnerId]);
  const { taxpayerType, lastBills } = inputs!;
  const billTerms = terms.of(taxpayerType);
  const decision = decide(inputs!, billTerms, terms.bounds);
  const { bill } = decision;
  return {
    ...decision,
    lastBills,
    serviceVatRate: billTerms.serviceVatRate,
    figures: {
      taxpayerType,
      pendingMinor: bill.pendingMinor,
      grossMinor: bill.grossMinor,
      lineCount: bill.lines.length,
      seal: sealOfComputed(bill, period, billTerms.serviceVatRate),
    },
  };
}

const makeAsSystem = async (
  tx: Tx,
  row: SettlementRunPartner,
  { bill, serviceVatRate }: Judged,
): Promise<string> =>
  (await tx.asSystem('bill-run', (system) => makeBill(system, row, bill, serviceVatRate))).id;

/** Longest text of an error that a row keeps. */
const ERROR_LENGTH = 500;

/** Columns of a partner after a failed attempt. */
export const failedAttempt = (attempts: number, error: string, nextTryAt: Date | null = null) => ({
  attempts,
  lastError: error.slice(0, ERROR_LENGTH),
  nextTryAt,
});

const termsOf = async (tx: Tx, { runId }: SettlementRunPartner): Promise<RunTerms> =>
  runTerms(tx, await tx.get(SettlementRunEntity, runId));

export const runPartnerLife = lifeCycle<SettlementRunPartner>({
  reads: billRunPartner,
  async label(row, tx) {
    const [partner] = await tx.find(PartnerEntity, (d) => sql`${d.id} = ${row.partnerId}`);
    return `${row.period} ${partner!.name}`;
  },
  effects: {
    async decide(tx: Tx, row: SettlementRunPartner, { terms }: { terms?: RunTerms }) {
      const judged = await judge(tx, row, terms ?? (await termsOf(tx, row)));
      // The row changes at once, after the bill: what the system does in between writes the rows so far.
      const billId = judged.status === 'BILLED' ? await makeAsSystem(tx, row, judged) : null;
      Object.assign(row, judged.figures, {
        bound: judged.bound,
        usualMinor: usualMinor(judged.lastBills),
        decidedAt: tx.now,
        billId,
        nextTryAt: null,
        lastError: null,
      });
      return judged.status;
    },
    fail(tx: Tx, row: SettlementRunPartner, { error }: { error: string }) {
      const attempts = row.attempts + 1;
      Object.assign(row, { ...failedAttempt(attempts, error), bound: 'FAILED', decidedAt: tx.now });
    },
    async recompute(tx: Tx, row: SettlementRunPartner) {
      const judged = await judge(tx, row, await termsOf(tx, row));
      Object.assign(row, judged.figures, {
        bound: judged.bound ?? row.bound,
        usualMinor: usualMinor(judged.lastBills),
      });
    },
    /** The bill is the one that the row shows: what was synchronized or decided since then would change it unseen. */
    async release(tx: Tx, row: SettlementRunPartner) {
      const judged = await judge(tx, row, await termsOf(tx, row));
      if (judged.figures.seal !== row.seal) throw refuse('INPUTS_CHANGED');
      row.billId = await makeAsSystem(tx, row, judged);
      row.lastError = null;
    },
  },
});
