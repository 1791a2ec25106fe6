import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { offerLinks } from '../../../server/modules/discounts/discount/discount-offer.read.ts';
import { HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { type Browser, openWeb, sessionOf, type Web } from '../../kit/web.ts';
import { type Caller, openWorld, type World } from '../../kit/world.ts';
import { bound, customerOf } from '../bindings/fixtures.ts';
import { draftOf, type Stage, scheduled, seen, setStage } from './stage.ts';

let world: World;
let web: Web;
let stage: Stage;

beforeAll(async () => {
  world = await openWorld('offer links');
  web = await openWeb(world);
});
beforeEach(async () => {
  stage = await setStage(world);
});
afterAll(async () => {
  await web?.close();
  await world?.close();
});

const later = (hours: number): string =>
  new Date(world.clock.now().getTime() + hours * HOUR).toISOString();
const period = (days = 20) => ({ validFrom: later(1), validUntil: later(1 + days * 24) });

async function effective(changes: object = {}): Promise<{ id: string; token: string }> {
  const id = await scheduled(stage, { ...period(), ...changes });
  world.clock.advance(HOUR);
  await world.settle();
  const { privateUrl } = await seen(stage.manager, id, 'privateUrl');
  return { id, token: privateUrl.slice('/offers/'.length) };
}

const stateOf = async (token: string) => (await web.browser().get(`/auth/link/${token}`)).json();

const tokenOf = (id: string): string => offerLinks.token(world.deps.secrets, id.slice(4), null);

/** Opens a link in a new browser. */
async function opened(token: string): Promise<Browser> {
  const browser = web.browser();
  expect((await browser.post(`/auth/link/${token}`)).statusCode).toBe(200);
  return browser;
}

/** The browser's viewer, for queries that no page sends. */
const viewerAt = async (browser: Browser): Promise<Caller> =>
  world.as((await sessionOf(web.app, browser))!.viewer);

const OFFERS = `{ exclusiveDiscounts(first: 9) { nodes {
  id status netTotal { amount } partner { name } lines { specificationName listPrice { amount } payRate netPrice { amount } floorPayRate }
} } }`;

describe('the private link of a discount', () => {
  it('shows its customer the offer, any number of times, until the discount ends', async () => {
    const { id, token } = await effective();
    expect(await stateOf(token)).toEqual({ state: 'OK', purpose: 'DISCOUNT_OFFER' });
    for (let opening = 0; opening < 3; opening++) {
      const buyer = await viewerAt(await opened(token));
      const { exclusiveDiscounts } = await buyer.ask(OFFERS);
      expect(exclusiveDiscounts.nodes).toEqual([
        {
          id,
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
        },
      ]);
    }
    const rows = await world.rows(
      sql`select 1 from one_time_link where subject_id = ${id.slice(4)}`,
    );
    expect(rows).toHaveLength(1);

    const browser = await opened(token);
    world.clock.advance(19 * 24 * HOUR);
    web.realClock.advance(-19 * 24 * HOUR);
    expect((await browser.get('/auth/session')).json().authenticated).toBe(true);
    world.clock.advance(24 * HOUR);
    web.realClock.advance(-24 * HOUR);
    expect((await browser.get('/auth/session')).json().authenticated).toBe(false);
    expect((await stateOf(token)).state).toBe('EXPIRED');
    await world.settle();
    expect(await stateOf(token)).toEqual({ state: 'EXPIRED', purpose: 'DISCOUNT_OFFER' });
    expect((await web.browser().post(`/auth/link/${token}`)).statusCode).toBe(410);
  });

  it('is not valid before the start, and does not exist before the grant', async () => {
    const when = period();
    const { manager, reviewer } = stage;
    const { id } = await manager.mutate('exclusiveDiscountCreate', draftOf(stage, when));
    expect((await stateOf(tokenOf(id))).state).toBe('UNKNOWN');
    await manager.mutate('exclusiveDiscountSubmit', { id });
    expect((await stateOf(tokenOf(id))).state).toBe('UNKNOWN');
    await reviewer.mutate('exclusiveDiscountApprove', { id });
    expect(await stateOf(tokenOf(id))).toEqual({ state: 'NOT_YET', purpose: 'DISCOUNT_OFFER' });
    const refused = await web.browser().post(`/auth/link/${tokenOf(id)}`);
    expect([refused.statusCode, refused.json().code]).toEqual([410, 'NOT_YET']);
    await manager.sees(id, { privateUrl: null });
  });

  it('ends at once, with the sessions it opened, when the discount is revoked, delisted or its customer leaves', async () => {
    const { manager, sellerManager, buyer, bindingId, goods } = stage;
    const revoked = await effective();
    let browser = await opened(revoked.token);
    await manager.mutate('exclusiveDiscountRevoke', { id: revoked.id, reason: '改价' });
    expect((await browser.get('/auth/session')).json().authenticated).toBe(false);
    expect((await stateOf(revoked.token)).state).toBe('REVOKED');

    const left = await effective();
    browser = await opened(left.token);
    await manager.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '合作结束' });
    await buyer.mutate('partnerBindingApproveUnbind', { id: bindingId });
    expect((await browser.get('/auth/session')).json().authenticated).toBe(false);
    expect((await stateOf(left.token)).state).toBe('REVOKED');

    const customerId = await customerOf(world, '南方物流', [stage.partner]);
    await bound(world, manager, customerId);
    const delisted = await effective({ customerId });
    browser = await opened(delisted.token);
    await sellerManager.mutate('productDelist', { id: goods.productId, reason: '停止供应' });
    expect((await browser.get('/auth/session')).json().authenticated).toBe(false);
    expect((await stateOf(delisted.token)).state).toBe('REVOKED');
  });

  it('shows only its own discount: no other discount, no binding, and nothing to another customer', async () => {
    const { manager, partner, bindingId, goods } = stage;
    const otherCustomer = await customerOf(world, '西部能源', [partner]);
    await bound(world, manager, otherCustomer);
    const mine = await effective();
    const second = await scheduled(stage, {
      ...period(),
      lines: [{ specificationId: goods.specifications[1], payRate: '0.9' }],
    });
    const foreign = await effective({ customerId: otherCustomer });
    const stranger = await viewerAt(await opened(foreign.token));
    const read = `{
      mine: exclusiveDiscount(by: { id: "${mine.id}" }) { id }
      second: exclusiveDiscount(by: { id: "${second}" }) { id }
      own: exclusiveDiscount(by: { id: "${foreign.id}" }) { id }
      exclusiveDiscounts(first: 9) { nodes { id } }
      partnerBinding(by: { id: "${bindingId}" }) { id }
      partnerBindings(first: 9) { nodes { id } }
    }`;
    expect(await stranger.ask(read)).toEqual({
      mine: null,
      second: null,
      own: { id: foreign.id },
      exclusiveDiscounts: { nodes: [{ id: foreign.id }] },
      partnerBinding: null,
      partnerBindings: { nodes: [] },
    });
    await expect(
      stranger.mutate('partnerBindingRequestUnbind', { id: bindingId, reason: '不该可以' }),
    ).rejects.toThrow('Not found');
  });

  it('is visible to members who may share it, and invalid with one letter changed', async () => {
    const { partner, sellerManager, operator, buyer } = stage;
    const { id, token } = await effective();
    for (const role of ['csp.finance', 'csp.auditor', 'csp.service'] as const)
      expect(await seen(await world.member(partner, role), id, 'privateUrl')).toEqual({
        privateUrl: null,
      });
    for (const viewer of [sellerManager, operator, buyer])
      await viewer.sees(id, { privateUrl: null });
    const forged = (token[0] === 'A' ? 'B' : 'A') + token.slice(1);
    expect(await stateOf(forged)).toEqual({ state: 'UNKNOWN', purpose: null });
    expect(await stateOf(tokenOf(stage.customerId))).toEqual({ state: 'UNKNOWN', purpose: null });
  });
});

describe('the mail with the link', () => {
  const mailsTo = (to: string) =>
    world.rows<{ template: string; link: string; net: string }>(sql`
      select template, links->>'link' as link, params->>'net' as net from outbox_message
      where recipient_mail = ${to} and template like 'discount%' order by created_at, id`);

  it("is sent to the binding's mailbox at the start, and again when the partner shares it", async () => {
    const { manager, bindingId, partner } = stage;
    const box = `buyer-${bindingId.slice(-6)}@example.com`;
    await world.rows(
      sql`update partner_binding set invite_mail = ${box} where id = ${bindingId.slice(4)}`,
    );
    const { id, token } = await effective();
    const mail = { template: 'discountOffer', link: `/offers/${token}`, net: 'CNY 10493.82' };
    expect(await mailsTo(box)).toEqual([mail]);
    await manager.mutate('exclusiveDiscountShare', { id });
    expect(await mailsTo(box)).toEqual([mail, mail]);

    const auditor = await world.member(partner, 'csp.auditor');
    const actions = async (viewer: typeof manager) =>
      (await seen(viewer, id, 'viewerActions { name enabled reasonCode }')).viewerActions.find(
        ({ name }: { name: string }) => name === 'share',
      );
    expect(await actions(manager)).toMatchObject({ reasonCode: 'MAIL_TOO_SOON' });
    world.clock.advance(5 * 60_000);
    expect(await actions(manager)).toMatchObject({ enabled: true });
    expect(await actions(auditor)).toMatchObject({ reasonCode: 'ROLE_NOT_ALLOWED' });
    await world.rows(
      sql`update partner_binding set invite_mail = null where id = ${bindingId.slice(4)}`,
    );
    await world.rows(
      sql`update customer set contact_mail = null, contact_on_file = false where id = ${stage.customerId.slice(4)}`,
    );
    await manager.cannot('exclusiveDiscountShare', { id }, 'CUSTOMER_MAIL_UNKNOWN');
  });
});

describe('the account manager of a discount', () => {
  const reminders = (id: string) =>
    world.rows<{ name: string; template: string; days: string | null }>(sql`
      select params->>'name' as name, template, params->>'days' as days from outbox_message
      where links->>'link' = ${`/open/ExclusiveDiscount/${id}`} and template like 'discount%' order by created_at, id`);

  it('is notified of its start, and 7 days and one day before its end, once', async () => {
    const { id } = await effective();
    expect(await reminders(id)).toEqual([
      { name: '李明', template: 'discountStarted', days: null },
    ]);
    for (const at of [12, 13.5, 18.9, 19]) {
      const start = Date.parse((await seen(stage.manager, id, 'validFrom')).validFrom);
      world.clock.moveTo(new Date(start + at * 24 * HOUR));
      await Promise.all([world.settle(), world.settle()]);
    }
    expect((await reminders(id)).slice(1)).toEqual([
      { name: '李明', template: 'discountEnding', days: '7' },
      { name: '李明', template: 'discountEnding', days: '1' },
    ]);
    // A reminder is not an event of the discount and not a deadline in any list.
    await stage.manager.sees(id, {
      version: expect.any(Number),
      'activities(first: 1)': { nodes: [{ event: 'start' }] },
    });
  });

  it('is not notified after an early end, nor of dates that have passed at its start', async () => {
    const { manager, partner, customerId } = stage;
    const rep = await world.member(partner, 'csp.rep', '王芳');
    await world.rows(sql`update customer_access set account_manager_id = ${rep.viewer.memberId}
      where customer_id = ${customerId.slice(4)} and org_id = ${partner.id}`);
    const { id } = await effective(period(3));
    expect((await reminders(id)).map(({ name }) => name).sort()).toEqual(['李明', '王芳'].sort());
    const running = await world.rows<{ event: string }>(
      sql`select event from deadline where subject_id = ${id.slice(4)} and fired_at is null order by event`,
    );
    expect(running.map(({ event }) => event)).toEqual(['end', 'remind-1']);
    const { deadlines } = await manager.ask(
      '{ deadlines(first: 50) { nodes { subjectId event } } }',
    );
    expect(
      deadlines.nodes.filter(({ subjectId }: { subjectId: string }) => subjectId === id),
    ).toEqual([{ subjectId: id, event: 'end' }]);
    await manager.mutate('exclusiveDiscountRevoke', { id, reason: '改价' });
    world.clock.advance(4 * 24 * HOUR);
    await world.settle();
    expect((await reminders(id)).filter(({ days }) => days)).toEqual([]);
  });
});
