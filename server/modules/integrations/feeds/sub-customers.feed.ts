import type { Tx } from '../../../platform/command/types.ts';
import { parseSubCustomer, type SubCustomer } from '../../../sources/huawei-bss/index.ts';
import { bindAssociated } from '../../bindings/index.ts';
import { setFlags, type UpsertedCustomer, upsertUpstreamCustomers } from '../../customers/index.ts';
import {
  compareCustomers,
  membersByName,
  type UpstreamRecord,
} from '../customer/customer-compare.read.ts';
import { readingOf } from '../customer/flag-reading.ts';
import { missingAssociations } from '../customer/missing-associations.read.ts';
import { keepUpstreamCustomers } from '../customer/upstream-customers.write.ts';
import type { Applied, Feed, FeedAccount, RefusedRow } from '../feed/feed.ts';
import { type ListCursor, offsetPages } from './offset-pages.ts';

/** Customers of a partner in BSS (ListSubCustomers): customers, their bindings and their flags. */
export const subCustomersFeed: Feed<SubCustomer> = {
  api: 'SUB_CUSTOMERS',
  pages: (client, cursor, now) =>
    offsetPages((from) => client.bss.subCustomers({}, { from }), cursor, now),
  parse: parseSubCustomer,
  keyOf: ({ customerId }) => customerId,
  keyOfRaw: (raw) => {
    const { customer_id: id } = (raw ?? {}) as { customer_id?: unknown };
    return typeof id === 'string' ? id : null;
  },
  async fetch({ bss }, customerId, signal) {
    const { value: page } = await bss.subCustomers({ customerId }, { signal }).next();
    return page?.rows ?? [];
  },
  apply: applyCustomers,
  async finish(tx, account, { feedId, cursor }) {
    const comparison = await missingAssociations(tx, account, feedId, cursor as ListCursor);
    return { cursor: null, written: 0, ...(comparison && { comparison }) };
  },
};

/** A customer with what an association needs. */
type Associated = SubCustomer & {
  readonly name: string;
  readonly associatedAt: Date;
  readonly bindingType: NonNullable<SubCustomer['bindingType']>;
};

async function applyCustomers(
  tx: Tx,
  account: FeedAccount,
  given: readonly SubCustomer[],
): Promise<Applied> {
  const { rows, refused } = usable(given, tx.now);
  const upserted = new Map(
    (await upsertUpstreamCustomers(tx, rows.map(customerOf))).map((row) => [row.upstreamId, row]),
  );
  const known = rows.flatMap((row) => {
    const place = upserted.get(row.customerId)!;
    if (place.customerId !== null)
      return [{ row, place: place as UpsertedCustomer & { customerId: string } }];
    refused.push({ key: row.customerId, code: 'KEYS_OF_TWO_CUSTOMERS', path: 'account_name' });
    return [];
  });
  const members = await membersByName(
    tx,
    account.orgId,
    rows.map(({ accountManager }) => accountManager),
  );
  const associations = known.map(({ row, place }) => ({
    customerId: place.customerId,
    type: row.bindingType,
    since: row.associatedAt,
    tags: row.label === null ? [] : [row.label],
    managerId: row.accountManager === null ? null : (members.get(row.accountManager) ?? null),
  }));
  const bindings = await bindAssociated(tx, account.orgId, associations);
  const changed = await keepUpstreamCustomers(tx, account, associations);
  const flagged = await setFlags(
    tx,
    await readingOf(tx, 'SUB_CUSTOMERS'),
    known.flatMap(({ row: { isFrozen }, place: { customerId } }) =>
      isFrozen === null ? [] : [{ customerId, flag: 'FROZEN' as const, isSet: isFrozen }],
    ),
  );
  const records = known.map(
    ({ row, place }): UpstreamRecord => ({
      customerId: place.customerId,
      type: row.bindingType,
      since: row.associatedAt,
      label: row.label,
      managerName: row.accountManager,
    }),
  );
  const comparison = await compareCustomers(tx, account, records, bindings);
  const bound = new Set(bindings.flatMap(({ customerId, isNew }) => (isNew ? [customerId] : [])));
  const written = known.filter(
    ({ place: { isChanged, customerId } }) =>
      isChanged || [bound, changed, flagged].some((touched) => touched.has(customerId)),
  ).length;
  return { written, unchanged: known.length - written, refused, comparison };
}

/** The rows with all that an association needs, each customer and account once; the others are refused. */
function usable(
  given: readonly SubCustomer[],
  now: Date,
): { rows: Associated[]; refused: RefusedRow[] } {
  const refused: RefusedRow[] = [];
  const met = new Set<string>();
  const rows = given.flatMap((row): Associated[] => {
    const { customerId, accountName, associatedAt, bindingType } = row;
    const name = row.name ?? accountName;
    const spoil = (code: string, path: string): [] => {
      refused.push({ key: customerId, code, path });
      return [];
    };
    const keys = [
      customerId,
      ...(accountName === null ? [] : [`account ${accountName.toLowerCase()}`]),
    ];
    if (keys.some((key) => met.has(key))) return spoil('TWICE_IN_PAGE', 'customer_id');
    if (name === null) return spoil('MISSING', 'customer');
    if (associatedAt === null) return spoil('MISSING', 'associated_on');
    if (associatedAt > now) return spoil('IN_THE_FUTURE', 'associated_on');
    if (bindingType === null) return spoil('MISSING', 'association_type');
    for (const key of keys) met.add(key);
    return [{ ...row, name, associatedAt, bindingType }];
  });
  return { rows, refused };
}

const customerOf = (row: Associated) => ({
  upstreamId: row.customerId,
  name: row.name,
  cloudAccount: row.accountName,
  customerType: row.customerType,
  verifiedStatus: row.verifiedStatus,
  level: row.level,
  contactPhone: row.telephone,
  contactMail: row.mail,
  country: row.countryCode,
});
