import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { CustomerEntity } from '../../customers/index.ts';
import type { Difference } from './difference.entity.ts';
import { difference } from './difference.read.ts';
import { endBindingOf, takeOver } from './difference-resolve.write.ts';

const resolve = (
  tx: Tx,
  row: Difference,
  resolution: NonNullable<Difference['resolution']>,
  reason?: string,
): void => {
  Object.assign(row, { resolution, resolvedAt: tx.now, reason: reason ?? null });
};

export const differenceLife = lifeCycle<Difference>({
  reads: difference,
  async label({ customerId, subjectKey }, tx) {
    if (customerId == null) return subjectKey;
    const [customer] = await tx.find(CustomerEntity, (d) => sql`${d.id} = ${customerId}`);
    return customer?.name ?? subjectKey;
  },
  audited: ({ differenceClass, field, ours, theirs }) => ({ differenceClass, field, ours, theirs }),
  effects: {
    async takeOver(tx: Tx, row: Difference) {
      await takeOver(tx, row);
      resolve(tx, row, 'TAKEN_OVER');
    },
    keepOurs(tx: Tx, row: Difference, { reason }: { readonly reason: string }) {
      resolve(tx, row, 'KEPT', reason);
    },
    async endBinding(tx: Tx, row: Difference, { reason }: { readonly reason: string }) {
      await endBindingOf(tx, row, reason);
      resolve(tx, row, 'BINDING_ENDED', reason);
    },
    settle(tx: Tx, row: Difference) {
      resolve(tx, row, 'SETTLED');
    },
  },
});
