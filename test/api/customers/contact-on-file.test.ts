import { beforeAll, describe, expect, it } from '@jest/globals';
import { upsertUpstreamCustomers } from '../../../server/modules/customers/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { consent, mailedCode } from '../../kit/consent.ts';
import { testWorld } from '../../kit/test-world.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { bound, customerOf, invited, MAIL, partnerOf, statusOf } from '../bindings/fixtures.ts';

const NO_CONTACT = {
  contactName: null,
  contactPhone: null,
  contactMail: null,
  contactOnFile: false,
};
const NEW = 'zhao.qing@customer.example';

const world = testWorld('contacts on file');
let operator: Caller;
let partner: Organization;
let owner: Caller;

beforeAll(async () => {
  operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator', '孙正');
  partner = await partnerOf(world, '云帆科技');
  owner = await world.member(partner, 'csp.owner', '陈岚');
});

const contact = (id: string, changes: object = {}) => ({
  id,
  name: '赵青',
  mail: NEW,
  phone: '13900001234',
  reason: '电话核对营业执照联系人',
  ...changes,
});
const FIELDS = 'contactOnFile contactSource contactName contactPhone contactMail';
const seen = async (viewer: Caller, id: string) =>
  (await viewer.ask(`{ customer(by: { id: "${id}" }) { ${FIELDS} } }`)).customer;
const noticed = (id: string) =>
  world.rows<{ to: string; contact: string }>(sql`
    select recipient_mail as "to", params->>'contact' as contact from outbox_message
    where template = 'contactOnFile' and customer_id = ${id.slice(4)} and created_at = ${world.clock.now()} order by 1`);

describe('an operator', () => {
  it('enters the contact of a customer, who then proves its consent by a code to it', async () => {
    const id = await customerOf(world, '甲公司', [partner], NO_CONTACT);
    const { id: binding, buyer } = await invited(world, owner, id);
    await buyer.mutate('partnerBindingAccept', {
      id: binding,
      type: 'ADVISORY',
      agreementAccepted: true,
    });
    expect(await statusOf(owner, binding)).toBe('PROVISIONAL');
    await buyer.cannot('partnerBindingSendCode', { id: binding }, 'NO_CONTACT_ON_FILE');
    expect(await seen(operator, id)).toMatchObject({ contactOnFile: false, contactSource: null });

    await operator.mutate('customerSetContact', contact(id));
    expect(await seen(operator, id)).toEqual({
      contactOnFile: true,
      contactSource: 'OPERATOR',
      contactName: '赵**',
      contactPhone: '139****1234',
      contactMail: 'z***@customer.example',
    });
    // At level NAME the partner reads nothing of it.
    expect(Object.values(await seen(owner, id))).toEqual([null, null, null, null, null]);
    expect(await noticed(id)).toEqual([{ to: NEW, contact: 'z***@customer.example' }]);

    await buyer.mutate('partnerBindingSendCode', { id: binding });
    const code = await mailedCode(world, { id: binding, to: NEW });
    await buyer.mutate('partnerBindingConfirm', { id: binding, code });
    expect(await statusOf(owner, binding)).toBe('BOUND');
  });

  it('corrects it: codes and links of the former address end, and both addresses are notified', async () => {
    const id = await customerOf(world, '乙公司', [partner]);
    const { id: binding, buyer } = await invited(world, owner, id);
    const old = await consent(world, buyer, { id: binding, to: MAIL });
    const open = () =>
      world.rows(
        sql`select 1 from one_time_link where customer_id = ${id.slice(4)} and lower(mail) = ${MAIL} and expires_at > ${world.clock.now()}`,
      );
    expect(await open()).not.toEqual([]);
    world.clock.advance(60_000);
    await operator.mutate('customerSetContact', contact(id));
    expect(await open()).toEqual([]);
    await buyer.cannot('partnerBindingAccept', old, 'CODE_EXPIRED');
    expect(await noticed(id)).toEqual([
      { to: MAIL, contact: 'z***@customer.example' },
      { to: NEW, contact: 'z***@customer.example' },
    ]);
    // The same address again ends nothing and mails once.
    world.clock.advance(5 * 60_000);
    await owner.mutate('partnerBindingResend', { id: binding });
    world.clock.advance(60_000);
    await operator.mutate('customerSetContact', contact(id, { name: '赵青青', phone: null }));
    expect(await noticed(id)).toHaveLength(1);
    expect(await seen(operator, id)).toMatchObject({ contactPhone: null, contactOnFile: true });
  });

  it('leaves a trace in the history and the audit, with masked addresses and the reason', async () => {
    const id = await customerOf(world, '丙公司', [partner]);
    const { buyer } = await bound(world, owner, id);
    await operator.mutate('customerSetContact', contact(id));
    const [line] = await world.rows(
      sql`select actor_name as actor, detail from audit_entry where action = 'customerSetContact' and subject_id = ${id.slice(4)}`,
    );
    expect(line).toMatchObject({ actor: '孙正', detail: { reason: '电话核对营业执照联系人' } });
    expect(JSON.stringify(line)).not.toContain(NEW);
    const history =
      '{ recentActivities(first: 20) { nodes { event actorName changes { field before after } } } }';
    const { recentActivities } = await operator.ask(history);
    expect(recentActivities.nodes).toContainEqual({
      event: 'setContact',
      actorName: '孙正',
      changes: [
        { field: 'contactMail', before: 'h***@example.com', after: 'z***@customer.example' },
      ],
    });
    for (const viewer of [owner, buyer]) {
      const { errors, data } = await viewer.run(history);
      expect(JSON.stringify(errors ?? data)).not.toContain('setContact');
    }
  });

  it('corrects no contact of the upstream account, and the upstream replaces an entered one', async () => {
    const id = await customerOf(world, '丁公司', [partner], { ...NO_CONTACT, upstreamId: 'up-1' });
    await operator.mutate('customerSetContact', contact(id));
    await world.system(async (tx) => {
      await upsertUpstreamCustomers(tx, [
        { upstreamId: 'up-1', name: '丁公司', contactMail: 'account@ding.example' } as never,
      ]);
    });
    expect(await seen(operator, id)).toMatchObject({
      contactSource: 'UPSTREAM',
      contactMail: 'a***@ding.example',
    });
    await operator.cannot('customerSetContact', contact(id), 'CONTACT_FROM_UPSTREAM');
  });

  it('is not needed when the upstream changes it: links of the former contact end, and both addresses are notified', async () => {
    const id = await customerOf(world, '辛公司', [partner], { upstreamId: 'up-2' });
    const { id: binding } = await bound(world, owner, id);
    world.clock.advance(1000);
    await owner.mutate('partnerBindingRequestUnbind', { id: binding, reason: '到期' });
    const open = async (mail: string) =>
      (
        await world.rows(
          sql`select 1 from one_time_link where customer_id = ${id.slice(4)} and lower(mail) = ${mail} and expires_at > ${world.clock.now()}`,
        )
      ).length;
    const read = async (contactMail: string | null) => {
      world.clock.advance(1000);
      await world.system(async (tx) => {
        await upsertUpstreamCustomers(tx, [
          { upstreamId: 'up-2', name: '辛公司', contactMail } as never,
        ]);
      });
    };
    await read(null);
    await read(MAIL.toUpperCase());
    expect(await noticed(id)).toEqual([]);
    expect(await open(MAIL)).toBeGreaterThan(0);
    await read('next@xin.example');
    expect(await open(MAIL)).toBe(0);
    expect(await noticed(id)).toEqual([
      { to: MAIL.toUpperCase(), contact: 'n***@xin.example' },
      { to: 'next@xin.example', contact: 'n***@xin.example' },
    ]);
    world.clock.advance(5 * 60_000);
    await owner.mutate('partnerBindingResend', { id: binding });
    expect(await open('next@xin.example')).toBe(1);
    await read('next@xin.example');
    expect(await noticed(id)).toEqual([]);
    expect(await open('next@xin.example')).toBe(1);
  });

  it('enters no address of a member of a partner or seller', async () => {
    const id = await customerOf(world, '戊公司', [partner], NO_CONTACT);
    const seller = await world.organization('SELLER', '华芯软件');
    await world.member(seller, 'seller.manager');
    const mails = await world.rows<{ mail: string }>(
      sql`select mail from membership where org_id in (${partner.id}, ${seller.id})`,
    );
    expect(mails).toHaveLength(2);
    for (const { mail } of mails)
      await operator.cannot(
        'customerSetContact',
        contact(id, { mail: mail.toUpperCase() }),
        'CONTACT_OF_MEMBER',
      );
    expect(await seen(operator, id)).toMatchObject({ contactOnFile: false });
  });

  it('proves its identity again', async () => {
    const id = await customerOf(world, '己公司', [partner], NO_CONTACT);
    const stale = world.as({ ...operator.viewer, hasFreshProof: false });
    await expect(stale.mutate('customerSetContact', contact(id))).rejects.toThrow('Prove first');
  });
});

describe('nobody else', () => {
  it.each(['csp.owner', 'csp.manager', 'csp.rep', 'csp.auditor'] as const)(
    'enters a contact: %s',
    async (role) => {
      const id = await customerOf(world, `客户 ${role}`, [partner], NO_CONTACT);
      const member = await world.member(partner, role);
      await expect(member.mutate('customerSetContact', contact(id))).rejects.toThrow('may not');
      expect(await seen(operator, id)).toMatchObject({ contactOnFile: false });
    },
  );

  it('enters a contact: the customer by a link, which its partner may hold, or a program of the marketplace', async () => {
    const id = await customerOf(world, '庚公司', [partner], NO_CONTACT);
    const { buyer } = await invited(world, owner, id);
    const program = world.as({
      ...operator.viewer,
      via: 'API_KEY',
      role: 'service',
      memberId: null,
    });
    for (const viewer of [buyer, program])
      await expect(viewer.mutate('customerSetContact', contact(id))).rejects.toThrow('may not');
    expect(await seen(operator, id)).toMatchObject({ contactOnFile: false });
  });
});
