import type { Tx } from '../../../platform/command/types.ts';
import { sql } from '../../../platform/sql/sql.ts';
import { type AssociatedBinding, BOUND_STATES } from '../../bindings/index.ts';
import { CustomerAccessEntity } from '../../customers/index.ts';
import { MembershipEntity } from '../../identity/index.ts';
import type { DifferenceClass } from '../difference/difference.entity.ts';
import type { Comparison, FeedAccount, FoundDifference } from '../feed/feed.ts';

/** Classes of the differences between a customer here and upstream. */
export const CUSTOMER_CLASSES = [
  'ASSOCIATED_UPSTREAM_ONLY',
  'BOUND_HERE_ONLY',
  'BINDING_TYPE',
  'ACCOUNT_MANAGER',
  'LABEL',
] as const satisfies readonly DifferenceClass[];

/** The upstream's values of a customer for which the product is the record. */
export interface UpstreamRecord {
  readonly customerId: string;
  readonly type: 'ADVISORY' | 'AGENCY';
  readonly since: Date;
  readonly label: string | null;
  readonly managerName: string | null;
}

/** Ids of the active members by the names and mail addresses among those given. */
export async function membersByName(
  tx: Tx,
  orgId: string,
  names: readonly (string | null)[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(names.filter((name) => name !== null))];
  if (wanted.length === 0) return new Map();
  const found = await tx.rows<{ id: string; key: string }>(sql`
    select m.id, k.key from ${sql.table(MembershipEntity)} m cross join lateral (values (m.mail), (m.name)) k(key)
    where m.org_id = ${orgId} and m.status = 'ACTIVE' and k.key = any(${wanted}::text[]) order by m.id desc`);
  return new Map(found.map(({ id, key }) => [key, id]));
}

interface Ours {
  readonly customerId: string;
  readonly tags: readonly string[];
  readonly managerId: string | null;
  readonly managerName: string | null;
}

/** Compares customers that the upstream names with their bindings, account managers and tags here. */
export async function compareCustomers(
  tx: Tx,
  { orgId }: FeedAccount,
  records: readonly UpstreamRecord[],
  bindings: readonly AssociatedBinding[],
): Promise<Comparison> {
  const ids = records.map(({ customerId }) => customerId);
  const own = await tx.rows<Ours>(sql`
    select a.customer_id as "customerId", a.tags, a.account_manager_id as "managerId", m.name as "managerName"
    from ${sql.table(CustomerAccessEntity)} a left join ${sql.table(MembershipEntity)} m on m.id = a.account_manager_id
    where a.org_id = ${orgId} and a.customer_id = any(${ids}::uuid[])`);
  const members = await membersByName(
    tx,
    orgId,
    records.map(({ managerName }) => managerName),
  );
  const oursOf = new Map(own.map((row) => [row.customerId, row]));
  const bindingOf = new Map(bindings.map((row) => [row.customerId, row]));
  const differences = records.flatMap((record): FoundDifference[] => {
    const { customerId } = record;
    const binding = bindingOf.get(customerId)!;
    const differing = (
      differenceClass: DifferenceClass,
      field: string,
      ours: string | null,
      theirs: string,
      times: Partial<Pick<FoundDifference, 'oursAt' | 'theirsAt'>> = {},
    ): FoundDifference => ({
      differenceClass,
      subjectKey: customerId,
      customerId,
      bindingId: binding.bindingId,
      field,
      ours,
      theirs,
      oursAt: null,
      theirsAt: tx.now,
      ...times,
    });
    const { status, type, boundAt } = binding;
    const isBound = (BOUND_STATES as readonly (string | null)[]).includes(status);
    if (!isBound)
      return [
        differing('ASSOCIATED_UPSTREAM_ONLY', 'association', status, record.type, {
          theirsAt: record.since,
        }),
      ];
    const { tags, managerId, managerName } = oursOf.get(customerId)!;
    const { label, managerName: theirManager } = record;
    const member = theirManager === null ? undefined : members.get(theirManager);
    const isOtherManager =
      theirManager !== null && (managerId === null ? member !== undefined : managerId !== member);
    return [
      ...(type === record.type
        ? []
        : [differing('BINDING_TYPE', 'type', type, record.type, { oursAt: boundAt })]),
      ...(isOtherManager
        ? [differing('ACCOUNT_MANAGER', 'accountManager', managerName, theirManager)]
        : []),
      ...(label === null || tags.includes(label)
        ? []
        : [differing('LABEL', 'tags', tags.length > 0 ? tags.join(', ') : null, label)]),
    ];
  });
  return { classes: CUSTOMER_CLASSES, compared: ids, differences };
}
