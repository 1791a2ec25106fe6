import { DomainEventEntity } from '../../platform/command/records.entity.ts';
import type { Tx } from '../../platform/command/types.ts';
import { sql } from '../../platform/sql/sql.ts';
import { CustomerEntity, setAccess } from '../customers/index.ts';
import { PartnerBindingEntity } from './binding.entity.ts';
import { bindingLife, performanceFrom, supersede } from './binding.life.ts';
import {
  type BindingState,
  type BindingType,
  BOUND_STATES,
  OPEN_STATES,
} from './binding.machine.ts';

/** Association of a customer with a partner in the upstream system. */
export interface Association {
  readonly customerId: string;
  readonly type: BindingType;
  readonly since: Date;
  /** Tags and account manager of a customer that the partner gets to know by the association. */
  readonly tags?: readonly string[];
  readonly managerId?: string | null;
}

/** The binding of a customer to the partner after its association was read. */
export interface AssociatedBinding {
  readonly customerId: string;
  /** The open binding to the partner; null without one. */
  readonly bindingId: string | null;
  readonly status: BindingState | null;
  readonly type: BindingType | null;
  readonly boundAt: Date | null;
  /** Whether this call bound the customer. */
  readonly isNew: boolean;
}

interface Place {
  readonly customerId: string;
  readonly bindingId: string | null;
  readonly status: BindingState | null;
  readonly type: BindingType | null;
  readonly boundAt: Date | null;
  readonly isUnknown: boolean;
  readonly isElsewhere: boolean;
}

const open = sql.words(OPEN_STATES);
const bound = sql.words(BOUND_STATES);

/**
 * Binds customers that the upstream associates with a partner, where no decision of this product is overruled: one
 * without any binding is bound from the day of its association, and a provisional binding is confirmed. Provisional
 * bindings to other partners end. The caller lists whatever remains different. Runs as the system.
 */
export async function bindAssociated(
  tx: Tx,
  partnerId: string,
  associations: readonly Association[],
): Promise<readonly AssociatedBinding[]> {
  const ids = associations.map(({ customerId }) => customerId);
  const places = await tx.rows<Place>(sql`
    select c.id as "customerId", own.id as "bindingId", own.status, own.type, own.bound_at as "boundAt",
      not exists (select 1 from partner_binding b where b.customer_id = c.id) as "isUnknown",
      exists (select 1 from partner_binding b
        where b.customer_id = c.id and b.partner_id <> ${partnerId} and b.status in (${bound})) as "isElsewhere"
    from ${sql.table(CustomerEntity)} c
    left join partner_binding own on own.customer_id = c.id and own.partner_id = ${partnerId} and own.status in (${open})
    where c.id = any(${ids}::uuid[])`);
  const byCustomer = new Map(associations.map((row) => [row.customerId, row]));
  const of = (wanted: (place: Place) => boolean): Association[] =>
    places.flatMap((place) => (wanted(place) ? [byCustomer.get(place.customerId)!] : []));
  const unbound = of(({ isUnknown, bindingId }) => !isUnknown && bindingId === null);
  if (unbound.length > 0)
    await setAccess(
      tx,
      unbound.map(({ customerId }) => known(customerId, partnerId)),
    );
  const made = await bindUnknown(
    tx,
    partnerId,
    of(({ isUnknown }) => isUnknown),
  );
  const confirmed = places.filter(
    ({ status, isElsewhere }) => status === 'PROVISIONAL' && !isElsewhere,
  );
  for (const { bindingId } of confirmed)
    await tx.fire(bindingLife, await tx.get(bindingLife, bindingId!), 'confirm');
  await supersede(
    tx,
    (d) => sql`${d.customerId} = any(${ids}::uuid[]) and ${d.partnerId} <> ${partnerId}`,
  );
  return places.map(({ customerId, bindingId, status, type, boundAt }) => {
    const bindingMade = made.get(customerId);
    const isConfirmed = confirmed.some((place) => place.customerId === customerId);
    if (!bindingMade && !isConfirmed)
      return { customerId, bindingId, status, type, boundAt, isNew: false };
    const { since, type: theirs } = byCustomer.get(customerId)!;
    return {
      customerId,
      bindingId: bindingMade ?? bindingId,
      status: 'BOUND',
      type: bindingMade ? theirs : type,
      boundAt: bindingMade ? since : tx.now,
      isNew: true,
    };
  });
}

const known = (customerId: string, orgId: string) => ({
  customerId,
  orgId,
  level: 'NAME' as const,
});

/** Binds customers that no partner has had a binding to; one statement for each step. */
async function bindUnknown(
  tx: Tx,
  partnerId: string,
  associations: readonly Association[],
): Promise<ReadonlyMap<string, string>> {
  if (associations.length === 0) return new Map();
  const made = associations.map((row) => ({ ...row, id: tx.newId() }));
  tx.insert(
    PartnerBindingEntity,
    made.map(({ id, customerId, type, since }) => ({
      id,
      createdAt: tx.now,
      partnerId,
      customerId,
      status: 'BOUND' as const,
      type,
      origin: 'UPSTREAM' as const,
      boundAt: since,
      performanceFrom: since,
      version: 1,
    })),
  );
  await setAccess(
    tx,
    made.map(({ customerId, tags = [], managerId = null }) => ({
      customerId,
      orgId: partnerId,
      level: 'FULL' as const,
      tags,
      managerId,
    })),
  );
  const names = await tx.rows<{ id: string; name: string }>(sql`
    select id, name from ${sql.table(CustomerEntity)} where id = any(${made.map(({ customerId }) => customerId)}::uuid[])`);
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  tx.insert(
    DomainEventEntity,
    made.map(({ id, customerId }) => ({
      id: tx.newId(),
      createdAt: tx.now,
      subjectType: bindingLife.machine.type,
      subjectId: id,
      event: 'associate',
      fromState: null,
      toState: 'BOUND',
      subjectVersion: 1,
      label: nameOf.get(customerId)!,
      actorName: tx.viewer.actorName,
      actorSide: tx.viewer.side,
      via: tx.viewer.via,
      requestId: tx.requestId,
      partnerId,
      sellerId: null,
      customerId,
    })),
  );
  tx.audit({
    action: 'partnerBindingAssociate',
    subjectType: 'Organization',
    subjectId: partnerId,
    detail: { bound: made.length },
  });
  return new Map(made.map(({ id, customerId }) => [customerId, id]));
}

/**
 * Binds one customer to the partner that the upstream names, after a person decided so. Refuses a customer that is
 * bound to another partner. Runs as the system.
 */
export async function bindByAssociation(
  tx: Tx,
  partnerId: string,
  { customerId, type, since }: Association,
): Promise<void> {
  tx.lock('Customer', customerId);
  const [row] = await tx.find(
    PartnerBindingEntity,
    (d) =>
      sql`${d.customerId} = ${customerId} and ${d.partnerId} = ${partnerId} and ${d.status} in (${open})`,
  );
  if (row) {
    const event = row.status === 'PROVISIONAL' ? 'confirm' : 'associate';
    await tx.fire(bindingLife, await tx.get(bindingLife, row.id), event, { type });
    return;
  }
  await tx.begin(
    bindingLife,
    {
      partnerId,
      customerId,
      type,
      origin: 'UPSTREAM',
      boundAt: since,
      performanceFrom: await performanceFrom(tx, { partnerId, customerId }, since),
    },
    'associate',
  );
  await setAccess(tx, { customerId, orgId: partnerId, level: 'FULL' });
}

/** Gives a binding the type that the upstream names. Runs as the system. */
export const adoptType = async (tx: Tx, bindingId: string, type: BindingType): Promise<void> =>
  tx.fire(bindingLife, await tx.get(bindingLife, bindingId), 'adoptType', { type });

/** Ends a binding that has ended in the upstream system. Runs as the system. */
export const dissociate = async (tx: Tx, bindingId: string, reason: string): Promise<void> =>
  tx.fire(bindingLife, await tx.get(bindingLife, bindingId), 'dissociate', { reason });
