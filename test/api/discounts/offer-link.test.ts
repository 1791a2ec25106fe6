import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { offerLinks } from '../../../server/modules/discounts/discount/discount-offer.read.ts';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { actionsOf } from '../../kit/actions.ts';
import { testWorld } from '../../kit/test-world.ts';
import { pass } from '../../kit/time.ts';
import { type Browser, openWeb, sessionOf, type Web } from '../../kit/web.ts';
import type { Caller } from '../../kit/world.ts';
import { bound, partnerOf } from '../bindings/fixtures.ts';
import { draftOf, type Stage, scheduled, seen, setStage, unbound } from './stage.ts';

let web: Web;
afterAll(() => web?.close());
const world = testWorld('offer links');
let stage: Stage;

beforeAll(async () => {
  web = await openWeb(world);
});
beforeEach(async () => {
  stage = await setStage(world);
});

const later = (hours: number): string =>
  new Date(world.clock.now().getTime() + hours * HOUR).toISOString();
const period = (days = 20) => ({ validFrom: later(1), validUntil: later(1 + days * 24) });

async function effective(changes: object = {}): Promise<{ id: string; token: string }> {
  const id = await scheduled(stage, { ...period(), ...changes });
  await pass(world, HOUR);
  const { privateUrl } = await seen(stage.manager, id, 'privateUrl');
  return { id, token: privateUrl.slice('/offers/'.length) };
}

const stateOf = async (token: string) => (await web.browser().get(`/auth/link/${token}`)).json();
const tokenOf = (id: string): string => offerLinks.token(world.deps.secrets, id.slice(4), null);
const isOpen = async (browser: Browser): Promise<boolean> =>
  (await browser.get('/auth/session')).json().authenticated;

/** Opens a link in a new browser. */
async function opened(token: string): Promise<Browser> {
  const browser = web.browser();
  expect((await browser.post(`/auth/link/${token}`)).statusCode).toBe(200);
  return browser;
}

/** The browser's viewer, for queries that no page sends. */
const viewerAt = async (browser: Browser): Promise<Caller> =>
  world.as((await sessionOf(web.app, browser))!.viewer);

describe('the private link of a discount', () => {
  it('shows its customer the offer, any number of times, until the discount ends', async () => {
    const { id, token } = await effective();
    expect(await stateOf(token)).toEqual({ state: 'OK', purpose: 'DISCOUNT_OFFER' });
    for (let opening = 0; opening < 2; opening++) {
      const buyer = await viewerAt(await opened(token));
      await buyer.sees(id, {
        status: 'EFFECTIVE',
        netTotal: { amount: '10493.82' },
        partner: { name: '云帆科技' },
        lines: [
          {
            specificationName: '标准版',
            listPrice: { amount: '12345.67' },
            payRate: '0.85',
            netPrice: { amount: '10493.82' },
            floorPayRate: null,
          },
        ],
      });
    }
    const rows = await world.rows(
      sql`select 1 from one_time_link where subject_id = ${id.slice(4)}`,
    );
    expect(rows).toHaveLength(1);

    const browser = await opened(token);
    for (const [days, open] of [
      [19, true],
      [1, false],
    ] as const) {
      world.clock.advance(days * DAY);
      web.realClock.advance(-days * DAY);
      expect(await isOpen(browser)).toBe(open);
    }
    expect((await stateOf(token)).state).toBe('EXPIRED');
    await world.settle();
    expect(await stateOf(token)).toEqual({ state: 'EXPIRED', purpose: 'DISCOUNT_OFFER' });
    expect((await web.browser().post(`/auth/link/${token}`)).statusCode).toBe(410);
  });

  it('is not valid before the start, and does not exist before the grant', async () => {
    const { manager, reviewer } = stage;
    const { id } = await manager.mutate('exclusiveDiscountCreate', draftOf(stage, period()));
    expect((await stateOf(tokenOf(id))).state).toBe('UNKNOWN');
    await manager.mutate('exclusiveDiscountSubmit', { id });
    expect((await stateOf(tokenOf(id))).state).toBe('UNKNOWN');
    await reviewer.mutate('exclusiveDiscountApprove', { id });
    expect(await stateOf(tokenOf(id))).toEqual({ state: 'NOT_YET', purpose: 'DISCOUNT_OFFER' });
    const refused = await web.browser().post(`/auth/link/${tokenOf(id)}`);
    expect([refused.statusCode, refused.json().code]).toEqual([410, 'NOT_YET']);
    await manager.sees(id, { privateUrl: null });
  });

  it.each([
    [
      'the discount is revoked',
      (id: string) => stage.manager.mutate('exclusiveDiscountRevoke', { id, reason: '改价' }),
    ],
    ['its customer leaves', () => unbound(stage)],
    [
      'its product is delisted',
      () =>
        stage.sellerManager.mutate('productDelist', { id: stage.goods.productId, reason: '停供' }),
    ],
  ])('ends at once, with the sessions it opened, when %s', async (_, end) => {
    const { id, token } = await effective();
    const browser = await opened(token);
    await end(id);
    expect(await isOpen(browser)).toBe(false);
    expect((await stateOf(token)).state).toBe('REVOKED');
  });

  it('shows only its own discount: no other discount of its customer, and no binding', async () => {
    const { bindingId, goods } = stage;
    const { token } = await effective();
    const second = await scheduled(stage, {
      ...period(),
      lines: [{ specificationId: goods.specifications[1], payRate: '0.9' }],
    });
    const buyer = await viewerAt(await opened(token));
    for (const id of [second, bindingId]) await buyer.sees(id, null);
    await expect(
      buyer.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '不该可以' }),
    ).rejects.toThrow('Not found');
  });

  it('is visible to members who may share it, and invalid with one letter changed', async () => {
    const { partner, sellerManager, operator, buyer } = stage;
    const { id, token } = await effective();
    for (const role of ['csp.finance', 'csp.auditor', 'csp.service'] as const)
      await (await world.member(partner, role)).sees(id, { privateUrl: null });
    for (const viewer of [sellerManager, operator, buyer])
      await viewer.sees(id, { privateUrl: null });
    const forged = (token[0] === 'A' ? 'B' : 'A') + token.slice(1);
    for (const unknown of [forged, tokenOf(stage.customerId)])
      expect(await stateOf(unknown)).toEqual({ state: 'UNKNOWN', purpose: null });
  });
});

it('the link of a new partner, which the partner can open, shows no price of the former partner', async () => {
  const { manager, buyer, customerId } = stage;
  const { id } = await effective();
  await manager.mutate('exclusiveDiscountRevoke', { id, reason: '改价' });
  await unbound(stage);
  const rival = await partnerOf(world, '对手科技');
  await world.rows(
    sql`insert into customer_access (customer_id, org_id, level, since, tags) values (${customerId.slice(4)}, ${rival.id}, 'NAME', ${world.clock.now()}, '{}')`,
  );
  const rivalManager = await world.member(rival, 'csp.manager');
  const { buyer: byRivalsLink } = await bound(world, rivalManager, customerId);
  await byRivalsLink.sees(id, null);
  const { exclusiveDiscounts } = await byRivalsLink.ask(
    '{ exclusiveDiscounts(first: 5) { nodes { id } count { value } } }',
  );
  expect(exclusiveDiscounts).toEqual({ nodes: [], count: { value: 0 } });
  await buyer.sees(id, { status: 'REVOKED' });
});

it("the mail with the link goes to the binding's mailbox at the start, and again when the partner shares it", async () => {
  const { manager, bindingId, partner, customerId } = stage;
  const box = `buyer-${bindingId.slice(-6)}@example.com`;
  const mails = () =>
    world.rows(sql`
      select template, links->>'link' as link, params->>'net' as net from outbox_message
      where recipient_mail = ${box} and template like 'discount%' order by created_at, id`);
  await world.rows(
    sql`update partner_binding set invite_mail = ${box} where id = ${bindingId.slice(4)}`,
  );
  const { id, token } = await effective();
  const mail = { template: 'discountOffer', link: `/offers/${token}`, net: 'CNY 10493.82' };
  expect(await mails()).toEqual([mail]);
  await manager.mutate('exclusiveDiscountShare', { id });
  expect(await mails()).toEqual([mail, mail]);

  expect(await actionsOf(manager, id)).toMatchObject({ share: 'MAIL_TOO_SOON' });
  world.clock.advance(5 * 60_000);
  expect(await actionsOf(manager, id)).toMatchObject({ share: true });
  const auditor = await world.member(partner, 'csp.auditor');
  expect(await actionsOf(auditor, id)).toMatchObject({ share: 'ROLE_NOT_ALLOWED' });
  await world.rows(
    sql`update partner_binding set invite_mail = null where id = ${bindingId.slice(4)}`,
  );
  await world.rows(
    sql`update customer set contact_mail = null, contact_on_file = false where id = ${customerId.slice(4)}`,
  );
  await manager.cannot('exclusiveDiscountShare', { id }, 'CUSTOMER_MAIL_UNKNOWN');
});

describe('the account manager of a discount', () => {
  const reminders = (id: string) =>
    world.rows<{ name: string; template: string; days: string | null }>(sql`
      select params->>'name' as name, template, params->>'days' as days from outbox_message
      where links->>'link' = ${`/open/ExclusiveDiscount/${id}`} and template like 'discount%' order by created_at, id`);

  it('is notified of its start, and 7 days and one day before its end, once', async () => {
    const { id } = await effective();
    const start = world.clock.now().getTime();
    for (const at of [12, 13.5, 18.9, 19]) {
      world.clock.moveTo(new Date(start + at * DAY));
      await Promise.all([world.settle(), world.settle()]);
    }
    expect(await reminders(id)).toEqual([
      { name: '李明', template: 'discountStarted', days: null },
      { name: '李明', template: 'discountEnding', days: '7' },
      { name: '李明', template: 'discountEnding', days: '1' },
    ]);
    // A reminder is not an event of the discount and not a deadline in any list.
    await stage.manager.sees(id, { 'activities(first: 1)': { nodes: [{ event: 'start' }] } });
  });

  it('is not notified after an early end, nor of dates that have passed at its start', async () => {
    const { manager, partner, customerId } = stage;
    const rep = await world.member(partner, 'csp.rep', '王芳');
    await manager.mutate('customerAssignManager', {
      id: customerId,
      memberId: `mem_${rep.viewer.memberId}`,
    });
    const { id } = await effective(period(3));
    expect((await reminders(id)).map(({ name }) => name).sort()).toEqual(['李明', '王芳'].sort());
    const running = await world.rows(
      sql`select event from deadline where subject_id = ${id.slice(4)} and fired_at is null order by event`,
    );
    expect(running).toEqual([{ event: 'end' }, { event: 'remind-1' }]);
    const { deadlines } = await manager.ask(
      '{ deadlines(first: 50) { nodes { subjectId event } } }',
    );
    expect(deadlines.nodes).toEqual([{ subjectId: id, event: 'end' }]);
    await manager.mutate('exclusiveDiscountRevoke', { id, reason: '改价' });
    await pass(world, 4 * DAY);
    expect((await reminders(id)).filter(({ days }) => days)).toEqual([]);
  });
});
