import { beforeAll, describe, expect, it } from '@jest/globals';
import { upsertUpstreamCustomers } from '../../../server/modules/customers/index.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { consent, mailedCode } from '../../kit/consent.ts';
import { testWorld } from '../../kit/test-world.ts';
import { audited, posted } from '../../kit/traces.ts';
import { openWeb, sessionOf } from '../../kit/web.ts';
import type { Caller, Organization } from '../../kit/world.ts';
import { bound, customerOf, invited, MAIL, partnerOf, statusOf } from '../bindings/fixtures.ts';
import { setStage } from '../discounts/stage.ts';
import { paid, placed } from '../orders/checkout.ts';

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
/** The addresses of the notices of this moment about the contact of a customer. */
const noticed = async (id: string): Promise<string[]> =>
  (
    await world.rows<{ to: string }>(sql`
      select recipient_mail as "to" from outbox_message where template = 'contactOnFile'
        and customer_id = ${id.slice(4)} and created_at = ${world.clock.now()} order by 1`)
  ).map(({ to }) => to);
/** The number of open links of a customer that were mailed to that address. */
const open = async (id: string, mail: string): Promise<number> =>
  (
    await world.rows(sql`select 1 from one_time_link where customer_id = ${id.slice(4)}
      and lower(mail) = ${mail} and expires_at > ${world.clock.now()}`)
  ).length;
const upstreamReads = (upstreamId: string, contactMail: string | null) =>
  world.system(async (tx) => {
    await upsertUpstreamCustomers(tx, [{ upstreamId, name: '上游客户', contactMail } as never]);
  });

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
    await operator.mutate('customerSetContact', contact(id));
    await operator.sees(id, {
      contactOnFile: true,
      contactSource: 'OPERATOR',
      contactName: '赵**',
      contactPhone: '139****1234',
      contactMail: 'z***@customer.example',
    });
    // At level NAME the partner reads nothing of it.
    await owner.sees(id, { contactOnFile: null, contactSource: null, contactMail: null });
    const [notice] = await posted(world, 'contactOnFile', id);
    expect(notice).toMatchObject({ to: NEW, params: { contact: 'z***@customer.example' } });

    await buyer.mutate('partnerBindingSendCode', { id: binding });
    const code = await mailedCode(world, { id: binding, to: NEW });
    await buyer.mutate('partnerBindingConfirm', { id: binding, code });
    expect(await statusOf(owner, binding)).toBe('BOUND');
  });

  it('corrects it: codes and links of the former address end, and both addresses are notified', async () => {
    const id = await customerOf(world, '乙公司', [partner]);
    const { id: binding, buyer } = await invited(world, owner, id);
    const old = await consent(world, buyer, { id: binding, to: MAIL });
    expect(await open(id, MAIL)).toBeGreaterThan(0);
    world.clock.advance(60_000);
    await operator.mutate('customerSetContact', contact(id));
    expect(await open(id, MAIL)).toBe(0);
    await buyer.cannot('partnerBindingAccept', old, 'CODE_EXPIRED');
    expect(await noticed(id)).toEqual([MAIL, NEW]);
    // The same address again ends nothing and mails once.
    world.clock.advance(5 * 60_000);
    await owner.mutate('partnerBindingResend', { id: binding });
    world.clock.advance(60_000);
    await operator.mutate('customerSetContact', contact(id, { name: '赵青青', phone: null }));
    expect(await noticed(id)).toHaveLength(1);
    await operator.sees(id, { contactPhone: null, contactOnFile: true });
  });

  it('leaves a trace in the history and the audit, with masked addresses and the reason', async () => {
    const id = await customerOf(world, '丙公司', [partner]);
    const { buyer } = await bound(world, owner, id);
    await operator.mutate('customerSetContact', contact(id));
    const [line] = await audited(world, 'customerSetContact', id);
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
    await upstreamReads('up-1', 'account@ding.example');
    await operator.sees(id, { contactSource: 'UPSTREAM', contactMail: 'a***@ding.example' });
    await operator.cannot('customerSetContact', contact(id), 'CONTACT_FROM_UPSTREAM');
  });

  it('is not needed when the upstream changes it: links of the former contact end, and both addresses are notified', async () => {
    const id = await customerOf(world, '辛公司', [partner], { upstreamId: 'up-2' });
    const { id: binding } = await bound(world, owner, id);
    world.clock.advance(1000);
    await owner.mutate('partnerBindingRequestUnbind', { id: binding, reason: '到期' });
    const read = async (mail: string | null) => {
      world.clock.advance(1000);
      await upstreamReads('up-2', mail);
    };
    await read(null);
    await read(MAIL.toUpperCase());
    expect(await noticed(id)).toEqual([]);
    expect(await open(id, MAIL)).toBeGreaterThan(0);
    await read('next@xin.example');
    expect(await open(id, MAIL)).toBe(0);
    expect(await noticed(id)).toEqual([MAIL.toUpperCase(), 'next@xin.example']);
    world.clock.advance(5 * 60_000);
    await owner.mutate('partnerBindingResend', { id: binding });
    await read('next@xin.example');
    expect(await noticed(id)).toEqual([]);
    expect(await open(id, 'next@xin.example')).toBe(1);
  });

  it('enters no address of a member of a partner or seller', async () => {
    const id = await customerOf(world, '戊公司', [partner], NO_CONTACT);
    const seller = await world.organization('SELLER', '华芯软件');
    await world.member(seller, 'seller.manager');
    const mails = await world.rows<{ mail: string }>(
      sql`select mail from membership where org_id in (${partner.id}, ${seller.id})`,
    );
    expect(mails).toHaveLength(2);
    for (const { mail } of mails) {
      const theirs = contact(id, { mail: mail.toUpperCase() });
      await operator.cannot('customerSetContact', theirs, 'CONTACT_OF_MEMBER');
    }
    await operator.sees(id, { contactOnFile: false });
  });

  it('proves its identity again', async () => {
    const id = await customerOf(world, '己公司', [partner], NO_CONTACT);
    const stale = world.as({ ...operator.viewer, hasFreshProof: false });
    await expect(stale.mutate('customerSetContact', contact(id))).rejects.toThrow('Prove first');
  });
});

describe('nobody else', () => {
  it('enters a contact: no role of a partner, no customer by a link, which its partner may hold, and no program', async () => {
    const id = await customerOf(world, '庚公司', [partner], NO_CONTACT);
    const { buyer } = await invited(world, owner, id);
    const program = { via: 'API_KEY', role: 'service', memberId: null } as const;
    const others = [buyer, world.as({ ...operator.viewer, ...program })];
    for (const role of ['csp.owner', 'csp.manager', 'csp.rep', 'csp.auditor'] as const)
      others.push(await world.member(partner, role));
    for (const viewer of others)
      await expect(viewer.mutate('customerSetContact', contact(id))).rejects.toThrow('may not');
    await operator.sees(id, { contactOnFile: false });
  });
});

describe('a replaced contact', () => {
  // Its links to orders went on.
  it('opens no order any more, and the next one gets links of its own', async () => {
    const stage = await setStage(world);
    const web = await openWeb(world);
    const link = async (to: string): Promise<string> => {
      const [mail] = await world.rows<{ path: string }>(sql`
        select links->>'link' as path from outbox_message
        where recipient_mail = ${to} and links->>'link' like '/buyer/orders/%' order by id desc limit 1`);
      return `/auth/link/${mail!.path.split('/').at(-1)}`;
    };
    const browser = web.browser();
    const order = await paid(stage);
    const former = await link(MAIL);
    expect((await browser.post(former)).statusCode).toBe(200);
    const holder = world.as((await sessionOf(web.app, browser))!.viewer);
    await holder.sees(order, { status: 'COMPLETED' });
    await operator.mutate('customerSetContact', contact(stage.customerId));
    expect(await sessionOf(web.app, browser)).toBeNull();
    expect((await web.browser().post(former)).statusCode).not.toBe(200);
    await placed(stage);
    expect((await web.browser().post(await link(NEW))).statusCode).toBe(200);
    await web.close();
  });
});
