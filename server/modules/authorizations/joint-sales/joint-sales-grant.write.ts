import { DAY } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sql } from '../../../platform/sql/sql.ts';
import type { Product } from '../../catalog/index.ts';
import { requestDays } from '../authorization.policies.ts';
import {
  type CustomerRef,
  namedCustomer,
  newFor,
  partnerOfProgramme,
  recordTerms,
  sellable,
} from '../authorization.write.ts';
import { mustBeWithin, periodFrom, stateFrom } from '../authorization-terms.ts';
import type { JointSalesAuthorization } from './joint-sales-authorization.entity.ts';
import {
  type Caps,
  capColumns,
  decided,
  jointSalesLife,
  lockKey,
  mayOccupy,
  occupy,
} from './joint-sales-authorization.life.ts';

export interface RequestedTerms {
  readonly shareRatio: string;
  readonly floorPayRate?: string;
  readonly validFrom?: Date;
  readonly validUntil: Date;
}

interface Whom {
  readonly partnerId: string;
  readonly partnerName: string;
  readonly customerId: string | null;
  readonly customerName: string | null;
}

/** Returns a new row with the given terms, checked against the product's limits. */
function write(tx: Tx, goods: Product, whom: Whom, requested: RequestedTerms) {
  const { shareRatio, floorPayRate = goods.floorPayRate, validFrom, validUntil } = requested;
  mustBeWithin(shareRatio, goods.maxShareRatio);
  return {
    ...newFor(tx, goods, whom),
    shareRatio,
    floorPayRate,
    ...periodFrom(tx.now, validFrom, validUntil),
  };
}

export interface RequestInput extends RequestedTerms {
  readonly note?: string;
}

/** Requests an authorization for the viewer's partner. Refuses a second open request for the same key. */
export async function request(
  tx: Tx,
  goods: Product,
  whom: Whom,
  { note, ...requested }: RequestInput,
  renewsId: string | null,
): Promise<JointSalesAuthorization> {
  const facts = write(tx, goods, whom, requested);
  lockKey(tx, facts);
  const open = await tx.rows(sql`
    select 1 from joint_sales_authorization where partner_id = ${whom.partnerId} and product_id = ${goods.id}
      and customer_id is not distinct from ${whom.customerId}::uuid and status = 'REQUESTED'`);
  if (open.length > 0) throw refuse('REQUEST_OPEN', 'productId');
  const days = await requestDays.value(tx, tx.now);
  return await tx.begin(
    jointSalesLife,
    {
      ...facts,
      termsVersion: 0,
      requestedShareRatio: facts.shareRatio,
      requestedFloorPayRate: facts.floorPayRate,
      requestedFrom: facts.validFrom,
      requestedUntil: facts.validUntil,
      requestedAt: tx.now,
      requestedByName: tx.viewer.actorName,
      requestNote: note ?? null,
      dueAt: new Date(tx.now.getTime() + days * DAY),
      renewsId,
    },
    'request',
  );
}

export interface GrantTerms extends RequestedTerms, Caps, CustomerRef {
  readonly partnerId: string;
  readonly productId: string;
  readonly reason?: string;
}

/**
 * Grants an authorization of the viewer's seller without a request. Partner and product out of scope are
 * NOT_FOUND.
 */
export async function grantDirectly(tx: Tx, input: GrantTerms): Promise<JointSalesAuthorization> {
  const goods = await sellable(tx, input.productId, 'JOINT_OPERATION');
  const whom = {
    ...(await partnerOfProgramme(tx, input.partnerId)),
    ...(await namedCustomer(tx, input.partnerId, input)),
  };
  const facts = granted(tx, goods, whom, input);
  await occupy(tx, facts);
  return await begin(tx, facts);
}

type GrantedTerms = RequestedTerms & Caps & { readonly reason?: string };

/** Returns a granted row, not written yet. */
function granted(tx: Tx, goods: Product, whom: Whom, terms: GrantedTerms) {
  const facts = write(tx, goods, whom, terms);
  return {
    ...facts,
    ...capColumns(terms),
    ...decided(tx, terms.reason),
    status: stateFrom(tx.now, facts.validFrom),
    termsVersion: 1,
  };
}

async function begin(tx: Tx, facts: ReturnType<typeof granted>): Promise<JointSalesAuthorization> {
  const row = await tx.begin(jointSalesLife, facts, 'grantDirectly');
  await recordTerms(tx, row);
  return row;
}

/**
 * Grants an authorization to parties that the caller has checked. Null if one of the same key overlaps: it holds for
 * other sales, too, and stays.
 */
export async function grantIfFree(
  tx: Tx,
  goods: Product,
  whom: Whom,
  terms: GrantedTerms,
): Promise<JointSalesAuthorization | null> {
  const facts = granted(tx, goods, whom, terms);
  return (await mayOccupy(tx, facts)) ? await begin(tx, facts) : null;
}
