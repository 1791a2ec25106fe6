import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { VERIFY } from '../../../portal/features/developers/guide/verify.ts';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { holdLimit } from '../../kit/held-limit.ts';
import { ROOT } from '../../kit/launcher.ts';
import type { Received } from '../../kit/receiver.ts';
import { LONG } from '../../kit/sizes.ts';
import { customerOf, invited, partnerOf } from '../bindings/fixtures.ts';
import { saved, submitted } from '../discounts/stage.ts';
import { seen, setStage, typesOf, type WebhookStage } from './webhook-stage.ts';

const MINUTE = 60_000;
/** Time limit of a delivery. */
const CALL_MS = 10_000;
const AS_MANAGER = { role: 'CSP_MANAGER' } as const;

type IsGenuine = (
  headers: Received['headers'],
  body: string,
  secret: string,
  now?: number,
) => boolean;

let stage: WebhookStage;
let folder: string;
let isGenuine: IsGenuine;
beforeAll(async () => {
  stage = await setStage('webhooks');
  folder = await mkdtemp(join(tmpdir(), 'webhooks-'));
  const guide = readFileSync(join(ROOT, 'server/decisions/programs.md'), 'utf8');
  const [, source] = /```js\n([^`]*timingSafeEqual[\s\S]*?)```/.exec(guide)!;
  // The guide of the portal shows the same program.
  expect(source!.trim()).toBe(VERIFY);
  const file = join(folder, 'verify.mjs');
  await writeFile(file, source!);
  ({ isGenuine } = await import(pathToFileURL(file).href));
});
afterAll(async () => {
  await stage?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const now = (): number => stage.world.clock.now().getTime();
const pass = (ms: number): void => stage.world.clock.advance(ms);
const verified = ({ headers, body }: Received, secret: string, at = now()): boolean =>
  isGenuine(headers, body, secret, at);

async function logOf(id: string): Promise<any[]> {
  const { deliveries } = await seen(
    stage.owner,
    id,
    'deliveries(first: 100) { nodes { messageId type attempt isAccepted statusCode error answer nextTryAt createdAt } }',
  );
  // The story's clock stands still, so attempts of one time have no order.
  return deliveries.nodes.sort((one: any, other: any) => one.attempt - other.attempt);
}

/** A receiver with a webhook that ends with the test. */
async function hook(by = stage.owner, { path = '', ...input }: any = AS_MANAGER) {
  const receiver = await stage.receiver();
  const made = await stage.create(by, { url: `${receiver.url}${path}`, ...input });
  return { receiver, received: receiver.received, ...made };
}
afterEach(() => stage.deleteAll());

describe('a webhook', () => {
  it('tells a program what happened, signed, in order and without personal data', async () => {
    const { owner, manager, deliver } = stage;
    const receiver = await stage.receiver();
    await submitted(stage, { name: '此前' });
    const url = `${receiver.url}/hook?shop=1`;
    const { id, secret } = await stage.create(owner, { url, ...AS_MANAGER });
    const discount = await submitted(stage, { name: '推送优惠' });
    await manager.mutate('exclusiveDiscountWithdraw', { id: discount });
    const { received } = receiver;
    await deliver(() => received.length >= 4);
    await deliver(async () => (await logOf(id)).length === 4);
    expect(typesOf(received)).toEqual(
      ['create', 'submit', 'pass', 'withdraw'].map((event) => `ExclusiveDiscount.${event}`),
    );
    const { events } = await manager.ask(
      'query($ids: [ID!]) { events(first: 10, filter: { subjectId: $ids }) { nodes { id subjectType subjectId event fromState toState recordedAt } } }',
      { ids: [discount] },
    );
    expect(received.map(({ body }) => JSON.parse(body).data)).toEqual(events.nodes);
    expect(received.map((message) => message.id)).toEqual(events.nodes.map((node: any) => node.id));
    for (const message of received) {
      expect(message.path).toBe('/hook?shop=1');
      expect(message.headers['content-type']).toBe('application/json');
      expect(Object.keys(JSON.parse(message.body))).toEqual(['type', 'timestamp', 'data']);
      expect(message.body).not.toMatch(/推送优惠|李明/);
      expect(verified(message, secret)).toBe(true);
      expect(verified(message, secret, now() + 6 * MINUTE)).toBe(false);
      expect(verified({ ...message, body: `${message.body} ` }, secret)).toBe(false);
      expect(verified(message, `whsec_${Buffer.alloc(32).toString('base64')}`)).toBe(false);
    }
    const log = await logOf(id);
    expect(new Set(log.map(({ messageId }) => messageId))).toEqual(
      new Set(received.map((message) => message.id)),
    );
    for (const attempt of log)
      expect(attempt).toMatchObject({
        attempt: 1,
        isAccepted: true,
        statusCode: 204,
        error: null,
        nextTryAt: null,
      });
    const { lastDeliveredAt, viewerActions } = await seen(
      owner,
      id,
      'lastDeliveredAt viewerActions { name enabled }',
    );
    expect(lastDeliveredAt).not.toBeNull();
    const enabled = viewerActions.filter((action: any) => action.enabled);
    expect(enabled.map((action: any) => action.name)).toEqual(
      expect.arrayContaining(['update', 'pause', 'replay', 'test', 'rotateSecret', 'delete']),
    );
    await owner.mutate('webhookEndpointDelete', { id });
    await submitted(stage);
    await stage.run();
    expect(received).toHaveLength(4);
    // Neither secret is stored in the clear, nor kept.
    const [row] = await stage.world.rows<{ sealed: string | null }>(
      sql`select sealed_secret as sealed from webhook_endpoint where id = ${id.slice(4)}`,
    );
    expect(row!.sealed).toBeNull();
  });

  it('sends the chosen types and events only, and moves on without the others', async () => {
    const { owner, deliver } = stage;
    const receiver = await stage.receiver();
    const { id } = await stage.create(owner, {
      url: receiver.url,
      subjectTypes: ['ExclusiveDiscount'],
      events: ['submit'],
      ...AS_MANAGER,
    });
    const before = (await seen(owner, id, 'deliveredUntil')).deliveredUntil;
    await saved(stage);
    await deliver(async () => (await seen(owner, id, 'deliveredUntil')).deliveredUntil > before);
    expect(receiver.received).toEqual([]);
    await submitted(stage);
    await deliver(() => receiver.received.length === 1);
    expect(typesOf(receiver.received)).toEqual(['ExclusiveDiscount.submit']);
    const input = { name: 'x', url: receiver.url, events: [], subjectTypes: ['Discount'] };
    const { errors } = await owner.run(
      `mutation($input: WebhookEndpointCreateInput!) { webhookEndpointCreate(input: $input, idempotencyKey: "misspelt") { userErrors { code } } }`,
      { input },
    );
    expect(errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    // A receiver would wait for the events of a misspelt name, or of one that no chosen type has, for ever.
    for (const change of [
      { events: ['submitted'] },
      { events: ['ExclusiveDiscount.submit'] },
      { subjectTypes: ['SettlementBill'] },
    ])
      expect([change, await owner.refused('webhookEndpointUpdate', { id, ...change })]).toEqual([
        change,
        ['EVENT_UNKNOWN'],
      ]);
    await owner.mutate('webhookEndpointUpdate', { id, events: [], subjectTypes: [] });
    await saved(stage);
    await deliver(() => receiver.received.length >= 2);
    expect(typesOf(receiver.received)).toContain('ExclusiveDiscount.create');
  });

  it('keeps events while it is paused, and sends a test in any state', async () => {
    const { owner, deliver } = stage;
    const { receiver, id, secret } = await hook();
    await owner.mutate('webhookEndpointPause', { id });
    await saved(stage);
    await owner.mutate('webhookEndpointTest', { id });
    await deliver(() => receiver.received.length > 0);
    expect(typesOf(receiver.received)).toEqual(['webhook.test']);
    expect(verified(receiver.received[0]!, secret)).toBe(true);
    expect(JSON.parse(receiver.received[0]!.body).data).toEqual({ endpointId: id });
    expect(await logOf(id)).toMatchObject([
      { type: 'webhook.test', isAccepted: true, messageId: receiver.received[0]!.id },
    ]);
    await owner.mutate('webhookEndpointResume', { id });
    await deliver(() => receiver.received.length === 2);
    expect(typesOf(receiver.received)).toEqual(['webhook.test', 'ExclusiveDiscount.create']);
  });

  it('signs with both secrets during a rotation, and with the new one after it', async () => {
    const { owner, deliver } = stage;
    const { receiver, id, secret: former } = await hook();
    const { secret } = await owner.mutate('webhookEndpointRotateSecret', { id }, 'secret');
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await saved(stage);
    await deliver(() => receiver.received.length === 1);
    const [both] = receiver.received;
    expect(verified(both!, secret) && verified(both!, former)).toBe(true);
    pass(DAY + HOUR);
    await saved(stage);
    await deliver(() => receiver.received.length === 2);
    const [, later] = receiver.received;
    expect(verified(later!, secret)).toBe(true);
    expect(verified(later!, former)).toBe(false);
  });

  it('sends events again from an event or a time on, under the same ids', async () => {
    const { owner, deliver } = stage;
    const { receiver, id } = await hook();
    await submitted(stage, { name: '重投' });
    const { received } = receiver;
    await deliver(() => received.length === 3);
    const ids = received.map((message) => message.id);
    await owner.mutate('webhookEndpointReplay', { id, fromEvent: ids[1] });
    await deliver(() => received.length === 5);
    expect(received.slice(3).map((message) => message.id)).toEqual(ids.slice(1));
    const from = JSON.parse(received[0]!.body).data.recordedAt;
    await owner.mutate('webhookEndpointReplay', { id, from });
    await deliver(() => received.length >= 8);
    expect(received.slice(5).map((message) => message.id)).toEqual(ids);
    await owner.cannot('webhookEndpointReplay', { id }, 'TIME_OR_EVENT');
    await owner.cannot(
      'webhookEndpointReplay',
      { id, from: '2099-01-01T00:00:00.000Z' },
      'TIME_IN_FUTURE',
    );
  });
});

describe('a receiver that', () => {
  const failures: [string, (url: string) => object, object][] = [
    [
      'answers 500',
      () => ({ status: 500, body: 'broken\0' }),
      { statusCode: 500, answer: 'broken' },
    ],
    ['redirects', (url) => ({ status: 307, location: `${url}/elsewhere` }), { statusCode: 307 }],
    [
      'closes the connection',
      () => ({ destroyed: true }),
      { statusCode: null, error: 'UND_ERR_SOCKET' },
    ],
    ['never answers', () => ({ silent: true }), { statusCode: null, error: 'TIMED_OUT' }],
  ];
  it.each(failures)('%s is asked again and delays no other', async (_, of, expected) => {
    const { owner, deliver } = stage;
    const [wrong, right] = [await stage.receiver(), await stage.receiver()];
    const manner = of(wrong.url) as {
      status?: number;
      body?: string;
      location?: string;
      destroyed?: true;
      silent?: true;
    };
    const limit = manner.silent && !LONG ? holdLimit(CALL_MS) : null;
    const order: string[] = [];
    right.answer = (response) => {
      order.push('accepted');
      response.writeHead(204).end();
    };
    wrong.answer = (response) => {
      response.on('close', () => order.push('failed'));
      if (manner.destroyed) response.destroy();
      else if (!manner.silent)
        response
          .writeHead(manner.status!, manner.location ? { location: manner.location } : {})
          .end(manner.body);
    };
    const ids = await Promise.all(
      [wrong, right].map(async ({ url }) => (await stage.create(owner, { url, ...AS_MANAGER })).id),
    );
    await submitted(stage);
    const delivered = deliver(() => right.received.length === 3 && wrong.received.length === 1);
    try {
      if (limit) {
        const accepted = sql`select from webhook_delivery where is_accepted and endpoint_id = ${ids[1]!.slice(4)}`;
        while ((await stage.world.rows(accepted)).length === 0) await sleep(10);
        // The first call of each.
        await limit.expire(2);
      }
      await delivered;
    } finally {
      limit?.release();
    }
    // The other one does not wait for the time limit of this one.
    if (manner.silent) expect(order[0]).toBe('accepted');
    expect((await seen(owner, ids[0]!, '')).status).toBe('FAILING');
    expect(wrong.received).toHaveLength(1);
    const [attempt] = await logOf(ids[0]!);
    expect(attempt).toMatchObject({ attempt: 1, isAccepted: false, ...expected });
    expect(new Date(attempt.nextTryAt).getTime()).toBeGreaterThan(now());
    // Nothing is sent before that time; from then on, the same event first.
    await stage.run();
    expect(wrong.received).toHaveLength(1);
    wrong.answer = (response) => void response.writeHead(200).end();
    pass(2 * MINUTE);
    await deliver(() => wrong.received.length === 4);
    expect(wrong.received[1]!.id).toBe(wrong.received[0]!.id);
    expect(wrong.received.slice(1).map(({ id }) => id)).toEqual(right.received.map(({ id }) => id));
    expect(wrong.received.every(({ path }) => path === '/')).toBe(true);
    await deliver(async () => (await seen(owner, ids[0]!, '')).status === 'ENABLED');
  });

  const busy: [string, number, (at: Date) => string, number | null][] = [
    ['429 and seconds', 429, () => '1800', 30 * MINUTE],
    [
      '503 and a date',
      503,
      (at) => new Date(at.getTime() + 90 * MINUTE).toUTCString(),
      90 * MINUTE,
    ],
    ['503 and a day', 503, () => '86400', 6 * HOUR],
    ['503 and a time that is over', 503, () => 'Wed, 21 Oct 2015 07:28:00 GMT', null],
    ['503 and no time', 503, () => 'soon', null],
    ['500, where the header has no meaning', 500, () => '1800', null],
  ];
  it.each(busy)(
    'is busy (%s) is asked again when it wants',
    async (_, status, header, expected) => {
      const { owner, deliver } = stage;
      const receiver = await stage.receiver();
      stage.world.clock.moveTo(new Date(Math.ceil((now() + 1) / 1_000) * 1_000));
      receiver.answer = (response) =>
        void response.writeHead(status, { 'retry-after': header(stage.world.clock.now()) }).end();
      const { id } = await stage.create(owner, { url: receiver.url, ...AS_MANAGER });
      await saved(stage);
      await deliver(async () => (await logOf(id)).length === 1);
      const [{ nextTryAt }] = await logOf(id);
      const pause = new Date(nextTryAt).getTime() - now();
      if (expected === null) expect(pause).toBeLessThanOrEqual(1.25 * MINUTE);
      else expect(pause).toBe(expected);
    },
  );

  it('answers without an end is heard for 1 kB', async () => {
    const { owner, deliver } = stage;
    const receiver = await stage.receiver();
    let isCut = false;
    receiver.answer = (response) => {
      response.writeHead(200);
      const write = (): void => {
        while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
      };
      response.on('drain', write).on('close', () => {
        isCut = true;
      });
      write();
    };
    const { id } = await stage.create(owner, { url: receiver.url, ...AS_MANAGER });
    await saved(stage);
    await deliver(async () => isCut && (await logOf(id)).length === 1);
    const [attempt] = await logOf(id);
    expect(attempt).toMatchObject({ isAccepted: true, answer: 'x'.repeat(1024) });
  });

  it('is not on this machine or in a private network, unless the demo allows it', async () => {
    const { owner, world, deliver } = stage;
    const closed = await stage.receiver();
    const { id } = await stage.create(owner, { url: closed.url, ...AS_MANAGER });
    await closed.close();
    await saved(stage);
    await deliver(async () => (await logOf(id)).length === 1);
    expect((await logOf(id))[0]).toMatchObject({ error: 'ECONNREFUSED', statusCode: null });
    const input = { name: 'x', subjectTypes: [], events: [], ...AS_MANAGER };
    const refused = (url: string) => owner.refused('webhookEndpointCreate', { ...input, url });
    for (const url of [
      'http://erp.example.com/hook',
      'https://10.0.0.1/hook',
      'https://[::ffff:10.0.0.1]/',
      'https://167772161/',
      'https://name:password@erp.example.com/',
      'https://erp.example.com/#part',
      'ftp://localhost/',
      'erp.example.com',
    ])
      expect([url, await refused(url)]).toEqual([url, ['WEBHOOK_URL_NOT_ALLOWED']]);
    Object.assign(world.deps, { allowsLoopback: false });
    try {
      for (const url of ['http://localhost/', 'https://localhost/', 'https://127.0.0.1/'])
        expect([url, await refused(url)]).toEqual([url, ['WEBHOOK_URL_NOT_ALLOWED']]);
      // A name that leads to this machine, and an address from the time in which it was allowed.
      const named = await stage.create(owner, { url: 'https://localhost./', ...AS_MANAGER });
      await saved(stage);
      await deliver(async () => (await logOf(named.id)).length === 1);
      const [attempt] = await logOf(named.id);
      expect(attempt.statusCode).toBeNull();
      // Not every machine knows the name.
      expect(attempt.error).toMatch(/^(EADDRREFUSED|ENOTFOUND|EAI_AGAIN)$/);
      pass(2 * MINUTE);
      await deliver(async () => (await logOf(id)).length === 2);
      expect((await logOf(id))[1]).toMatchObject({ error: 'EADDRREFUSED', attempt: 2 });
    } finally {
      Object.assign(world.deps, { allowsLoopback: true });
    }
  });

  it('accepts nothing for three days is given up, and loses no event', async () => {
    const { owner, world, deliver } = stage;
    const receiver = await stage.receiver();
    receiver.answer = (response) => void response.writeHead(503).end();
    const { id } = await stage.create(owner, { url: receiver.url, ...AS_MANAGER });
    await submitted(stage);
    await deliver(() => receiver.received.length === 1);
    const began = now();
    const times: number[] = [];
    for (let isOver = false; !isOver; ) {
      const { status, nextTryAt } = await seen(owner, id, 'nextTryAt');
      isOver = status === 'DISABLED';
      if (isOver) break;
      times.push(new Date(nextTryAt).getTime() - now());
      expect(times.length).toBeLessThan(40);
      world.clock.moveTo(new Date(nextTryAt));
      await stage.run();
    }
    expect(now() - began).toBe(3 * DAY);
    expect(times[0]).toBeLessThanOrEqual(1.25 * MINUTE);
    expect(Math.max(...times)).toBeLessThanOrEqual(7.5 * HOUR);
    expect(receiver.received.length).toBe(times.length + 1);
    expect(new Set(receiver.received.map((message) => message.id)).size).toBe(1);
    expect(await seen(owner, id, 'disabledReason')).toMatchObject({
      disabledReason: 'NOT_ACCEPTED',
    });
    const { notifications } = await owner.ask(
      '{ notifications(first: 5) { nodes { subjectType subjectId event } } }',
    );
    expect(notifications.nodes).toContainEqual({
      subjectType: 'WebhookEndpoint',
      subjectId: id,
      event: 'disable',
    });
    const mails = await world.rows<{ to: string }>(sql`
      select m.recipient_mail as "to" from outbox_message m join membership b on b.mail = m.recipient_mail
      where m.template = 'notification' and b.id = ${owner.viewer.memberId} and m.params->>'what' = 'event.WebhookEndpoint.disable'`);
    expect(mails).toHaveLength(1);
    receiver.answer = (response) => void response.writeHead(204).end();
    receiver.received.length = 0;
    await owner.mutate('webhookEndpointResume', { id });
    await deliver(() => receiver.received.length === 3);
    expect(typesOf(receiver.received)).toEqual(
      ['create', 'submit', 'pass'].map((event) => `ExclusiveDiscount.${event}`),
    );
    receiver.answer = (response) => void response.writeHead(410).end();
    await saved(stage);
    await deliver(async () => (await seen(owner, id, '')).status === 'DISABLED');
    expect(await seen(owner, id, 'disabledReason')).toMatchObject({ disabledReason: 'GONE' });
  });
});

describe('rights', () => {
  it('an endpoint sees what its role may read, and nothing of another organization', async () => {
    const { world, owner, sellerManager, deliver } = stage;
    const rivals = await partnerOf(world, '海川数科');
    const [rival, rivalManager] = [
      await world.member(rivals, 'csp.owner'),
      await world.member(rivals, 'csp.manager'),
    ];
    const ours = await hook(owner);
    const theirs = await hook(rival);
    const seller = await hook(sellerManager, {});
    await submitted(stage);
    await invited(world, rivalManager, await customerOf(world, '西部物流', [rivals]));
    await deliver(
      () => ours.received.length >= 3 && theirs.received.length >= 1 && seller.received.length >= 1,
    );
    expect(typesOf(ours.received)).toEqual(
      ['create', 'submit', 'pass'].map((event) => `ExclusiveDiscount.${event}`),
    );
    // The draft is not the seller's.
    expect(typesOf(seller.received)).toEqual([
      'ExclusiveDiscount.submit',
      'ExclusiveDiscount.pass',
    ]);
    expect(typesOf(theirs.received)).toEqual(['PartnerBinding.invite']);
    const { errors } = await rival.run(
      'mutation($input: WebhookEndpointPauseInput!) { webhookEndpointPause(input: $input, idempotencyKey: "foreign") { userErrors { code } } }',
      { input: { id: ours.id } },
    );
    expect(errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
  });

  it('a developer manages webhooks, but chooses no receiver for the data of another role', async () => {
    const { world, owner, operator, partner } = stage;
    const developer = await world.member(partner, 'csp.developer', '周航');
    const { receiver, id } = await hook();
    const input = { name: 'x', url: receiver.url, subjectTypes: [], events: [] };
    await developer.cannot(
      'webhookEndpointCreate',
      { ...input, ...AS_MANAGER },
      'ROLE_NOT_ALLOWED',
    );
    await developer.cannot('webhookEndpointUpdate', { id, url: receiver.url }, 'ROLE_NOT_ALLOWED');
    await developer.mutate('webhookEndpointPause', { id });
    await developer.cannot('webhookEndpointResume', { id }, 'ROLE_NOT_ALLOWED');
    // An operator can stop the webhook of an organization, but not aim it or learn its secret.
    for (const name of [
      'webhookEndpointRotateSecret',
      'webhookEndpointTest',
      'webhookEndpointResume',
    ])
      expect([name, await operator.refused(name, { id })]).toEqual([
        name,
        ['OF_ANOTHER_ORGANIZATION'],
      ]);
    await owner.cannot('webhookEndpointCreate', { ...input, role: 'CSP_REP' }, 'ROLE_UNKNOWN');
    await owner.cannot(
      'webhookEndpointCreate',
      { ...input, role: 'SELLER_MANAGER' },
      'ROLE_UNKNOWN',
    );
  });

  it('ends with the rights of the member who created the webhook; another takes it over', async () => {
    const { world, partner, owner, deliver } = stage;
    const leaving = await world.member(partner, 'csp.owner', '方达');
    const { receiver, id } = await hook(leaving);
    await owner.mutate('memberSuspend', { id: `mem_${leaving.viewer.memberId}` });
    await saved(stage);
    await stage.run();
    const read = () => seen(owner, id, 'disabledReason createdBy { name }');
    expect(await read()).toMatchObject({ status: 'DISABLED', disabledReason: 'CREATOR' });
    expect(receiver.received).toEqual([]);
    await owner.mutate('webhookEndpointResume', { id });
    expect(await read()).toMatchObject({ status: 'ENABLED', createdBy: { name: '林晓' } });
    await deliver(() => receiver.received.length === 1);
  });

  it('ends with the rights of the member who entered its address', async () => {
    const { world, partner, owner } = stage;
    const leaving = await world.member(partner, 'csp.owner', '方达');
    const { receiver, id } = await hook(owner, { ...AS_MANAGER, path: '/ours' });
    await leaving.mutate('webhookEndpointUpdate', { id, name: 'ERP 2' });
    await leaving.mutate('webhookEndpointUpdate', { id, url: `${receiver.url}/mine` });
    const read = () => seen(owner, id, 'createdBy { name }');
    expect(await read()).toMatchObject({ createdBy: { name: '方达' } });
    await owner.mutate('memberSuspend', { id: `mem_${leaving.viewer.memberId}` });
    await saved(stage);
    await stage.run();
    expect(await read()).toMatchObject({ status: 'DISABLED' });
    expect(receiver.received).toEqual([]);
  });
});
