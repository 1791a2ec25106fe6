import { lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import { tracked } from '../../../platform/command/tracked.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { money } from '../../../platform/money.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { ProductEntity } from '../../catalog/index.ts';
import { shared } from '../authorization.life.ts';
import {
  endUnbound,
  isTaken,
  mustBeFree,
  type Place,
  recordTerms,
} from '../authorization.write.ts';
import { mustBeWithin, mustEndLater, periodFrom, stateFrom } from '../authorization-terms.ts';
import type { JointSalesAuthorization } from './joint-sales-authorization.entity.ts';
import { jointSalesAuthorization } from './joint-sales-authorization.read.ts';

export interface Caps {
  readonly maxCustomers?: number;
  /** In major units. */
  readonly maxCashPerMonth?: string;
}

interface GrantInput extends Caps {
  readonly shareRatio?: string;
  readonly floorPayRate?: string;
  readonly validFrom?: Date;
  readonly validUntil?: Date;
  readonly reason?: string;
}

interface AmendInput extends Caps {
  readonly shareRatio: string;
  readonly floorPayRate: string;
  readonly validUntil: Date;
}

export const capColumns = ({ maxCustomers, maxCashPerMonth }: Caps) => ({
  maxCustomers: maxCustomers ?? null,
  maxCashPerMonthMinor: maxCashPerMonth === undefined ? null : money.parse(maxCashPerMonth),
});

export const decided = (tx: Tx, reason: string | undefined) => ({
  decidedAt: tx.now,
  decidedByName: tx.viewer.actorName,
  decisionReason: reason ?? null,
});

type Key = Pick<JointSalesAuthorization, 'partnerId' | 'productId' | 'customerId'>;

/** Serializes requests and grants for one partner, product and customer. */
export const lockKey = (tx: Tx, { partnerId, productId, customerId }: Key): void =>
  tx.lock('JointSalesAuthorizationKey', `${partnerId}:${productId}:${customerId ?? ''}`);

const TABLE = sql.raw('joint_sales_authorization');

/** Locks the row's key and refuses an overlap with another granted row. */
export async function occupy(tx: Tx, row: Key & Place): Promise<void> {
  lockKey(tx, row);
  await mustBeFree(tx, TABLE, row);
}

/** Locks the row's key and returns whether no other granted row overlaps. */
export async function mayOccupy(tx: Tx, row: Key & Place): Promise<boolean> {
  lockKey(tx, row);
  return !(await isTaken(tx, TABLE, row));
}

const largestShare = async (tx: Tx, row: JointSalesAuthorization): Promise<string> =>
  (await tx.get(ProductEntity, row.productId)).maxShareRatio;

export const jointSalesLife = lifeCycle<JointSalesAuthorization>({
  reads: jointSalesAuthorization,
  ...shared<JointSalesAuthorization>(),
  tracked: {
    ...shared<JointSalesAuthorization>().tracked,
    maxCustomers: tracked.text('DEALERS', (row) => row.maxCustomers),
    maxCashPerMonth: tracked.money('DEALERS', (row) => row.maxCashPerMonthMinor),
  },
  effects: {
    async grant(tx: Tx, row: JointSalesAuthorization, input: GrantInput) {
      const maxShareRatio = await largestShare(tx, row);
      const shareRatio = input.shareRatio ?? row.shareRatio;
      mustBeWithin(shareRatio, maxShareRatio);
      // A requested start may have passed before the seller decides; the grant then starts now.
      const requestedStart = row.validFrom > tx.now ? row.validFrom : undefined;
      const period = periodFrom(
        tx.now,
        input.validFrom ?? requestedStart,
        input.validUntil ?? row.validUntil,
      );
      Object.assign(row, {
        ...period,
        shareRatio,
        maxShareRatio,
        floorPayRate: input.floorPayRate ?? row.floorPayRate,
        ...capColumns(input),
        ...decided(tx, input.reason),
        dueAt: null,
        termsVersion: 1,
      });
      // The checks accept the terms in the new state only, so the state is set first.
      row.status = stateFrom(tx.now, period.validFrom);
      await occupy(tx, row);
      await recordTerms(tx, row);
      return row.status;
    },

    refuse(tx: Tx, row: JointSalesAuthorization, { reason }: { reason: string }) {
      Object.assign(row, decided(tx, reason), { dueAt: null });
    },

    withdraw(_tx: Tx, row: JointSalesAuthorization) {
      row.dueAt = null;
    },

    lapse(_tx: Tx, row: JointSalesAuthorization) {
      row.dueAt = null;
    },

    async amend(tx: Tx, row: JointSalesAuthorization, input: AmendInput) {
      if (row.validUntil <= tx.now) throw refuse('AUTHORIZATION_OVER');
      const maxShareRatio = await largestShare(tx, row);
      mustBeWithin(input.shareRatio, maxShareRatio);
      mustEndLater(tx.now, { validFrom: row.validFrom, validUntil: input.validUntil });
      const { shareRatio, floorPayRate, validUntil } = input;
      await occupy(tx, { ...row, validUntil });
      Object.assign(row, {
        shareRatio,
        floorPayRate,
        maxShareRatio,
        validUntil,
        ...capColumns(input),
      });
      row.termsVersion += 1;
      await recordTerms(tx, row);
    },

    revoke(tx: Tx, row: JointSalesAuthorization, { reason }: { reason: string }) {
      row.revokedAt = tx.now;
      row.revokeReason = reason;
    },

    unbind(tx: Tx, row: JointSalesAuthorization) {
      row.dueAt = null;
      endUnbound(tx, row);
    },
  },
});
