import {
  type Customer,
  CustomerEntity,
  setFlags as flagCustomers,
  UPSTREAM_FLAGS,
} from '../../../server/modules/customers/index.ts';
import { PartnerEntity, searchKey } from '../../../server/modules/partners/index.ts';
import { tokens } from '../../../server/platform/secrets.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { consent } from '../../kit/consent.ts';
import type { Caller, Organization, World } from '../../kit/world.ts';

/** The contact on file of every customer here, which is also the address of invitations. */
export const MAIL = 'he@example.com';

/** A partner of the programme. */
export async function partnerOf(world: World, name: string): Promise<Organization> {
  const org = await world.organization('PARTNER', name);
  await world.system(async ({ insert, now }) => {
    insert(PartnerEntity, {
      id: org.id,
      createdAt: now,
      name,
      searchKey: searchKey(name),
      tier: 'SOLUTION_PROVIDER',
      status: 'ENROLLED',
      joinedAt: now,
      parentId: null,
      parentName: null,
      certifiedAt: null,
    });
  });
  return org;
}

/** A customer that some partners know by name; returns its global id. */
export async function customerOf(
  world: World,
  name: string,
  knownBy: readonly Organization[],
  facts: Partial<Customer> = {},
): Promise<string> {
  return await world.system(async ({ insert, newId, now, rows }) => {
    const id = newId();
    insert(CustomerEntity, {
      id,
      createdAt: now,
      name,
      nameKey: searchKey(name),
      cloudAccount: `acc-${id.slice(-8)}`,
      contactName: '何雨欣',
      contactPhone: '13812345678',
      contactMail: MAIL,
      contactOnFile: true,
      level: 'V3',
      ...facts,
    });
    for (const { id: orgId } of knownBy) {
      await rows(
        sql`insert into customer_access (customer_id, org_id, level, since, tags) values (${id}, ${orgId}, 'NAME', ${now}, '{}')`,
      );
    }
    return `cus_${id}`;
  });
}

/** The customer, authenticated by a link, in a session that has proven itself unless `isProven` is false. */
export async function bearerOf(world: World, link: string, isProven = true): Promise<Caller> {
  const [row] = await world.rows<{
    id: string;
    customer: string;
    name: string;
    subject: string;
  }>(sql`
    select id, customer_id as customer, customer_name as name, subject_id as subject from one_time_link
    where token_hash = ${tokens.hash(link.split('/').at(-1)!)}`);
  const { id, customer, name, subject } = row!;
  return world.as({
    via: 'LINK',
    role: 'buyer',
    side: 'customer',
    tenantId: customer,
    actorId: id,
    actorName: name,
    memberId: null,
    scopes: ['read', 'write'],
    hasFreshProof: isProven,
    subjectId: subject,
  });
}

/** The link in the last mail to that address. */
export async function mailedLink(world: World, to: string): Promise<string> {
  const [mail] = await world.rows<{ link: string }>(sql`
    select links->>'link' as link from outbox_message where recipient_mail = ${to} and links ? 'link' and template <> 'bindingCode' order by created_at desc, id desc limit 1`);
  return mail!.link;
}

/** Invites a customer; returns the binding and the customer with the link. */
export async function invited(
  world: World,
  partner: Caller,
  customerId: string,
  type = 'ADVISORY',
): Promise<{ id: string; buyer: Caller }> {
  const { partnerBinding, inviteUrl } = await partner.mutate(
    'partnerBindingInvite',
    { customerId, mail: MAIL, type },
    'partnerBinding { id } inviteUrl',
  );
  return { id: partnerBinding.id, buyer: await bearerOf(world, inviteUrl) };
}

/** A binding in force. */
export async function bound(
  world: World,
  partner: Caller,
  customerId: string,
  type = 'ADVISORY',
): Promise<{ id: string; buyer: Caller }> {
  const pair = await invited(world, partner, customerId, type);
  const { id } = pair;
  await pair.buyer.mutate(
    'partnerBindingAccept',
    await consent(world, pair.buyer, { id, to: MAIL, type }),
  );
  return pair;
}

/** Sets these flags of a customer, read from upstream now, and no others. */
export async function setFlags(
  world: World,
  customerId: string,
  ...flags: string[]
): Promise<void> {
  const id = customerId.slice(4);
  await world.system(async (tx) => {
    await flagCustomers(
      tx,
      { checkedAt: tx.now, staleAfter: new Date(tx.now.getTime() + 15 * 60_000) },
      UPSTREAM_FLAGS.map((flag) => ({ customerId: id, flag, isSet: flags.includes(flag) })),
    );
  });
}

export const statusOf = async (viewer: Caller, id: string): Promise<string> =>
  (await viewer.ask(`{ partnerBinding(by: { id: "${id}" }) { status } }`)).partnerBinding.status;

/** A code that differs from the right one. */
export const wrongCode = (code: string, by = 1): string =>
  String((Number(code) + by) % 1_000_000).padStart(6, '0');
