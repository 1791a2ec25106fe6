import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  credentialsOf,
  UpstreamAccountEntity,
} from '../../../server/modules/integrations/index.ts';
import { receiverOf } from '../../../server/modules/integrations/notification/receiver.read.ts';
import { sealedColumns } from '../../../server/platform/db/sealed.ts';
import { secretsFrom } from '../../../server/platform/secrets.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { reseal } from '../../../server/tools/admin/reseal.ts';
import type { Receiver } from '../../kit/receiver.ts';
import { openWeb, type Web } from '../../kit/web.ts';
import { type People, type Person, peopleOf } from '../identity/people.ts';
import { setStage, type Webhook, type WebhookStage } from '../integrations/webhook-stage.ts';

const [FORMER, PRESENT] = ['s'.repeat(32), 'n'.repeat(32)];
const MINUTE = 60_000;
const NUMBERS = { number: '+8613800138000', pendingNumber: '+8613900139000' };
const CREDENTIALS = { accessKeyId: 'AKSELLER', secretAccessKey: 'SKSELLER' };
const NOTIFICATION_KEY = 'demo-access-key-0001';

let stage: WebhookStage;
let web: Web | undefined;
let people: People;
let person: Person;
let totp: { readonly secret: string; readonly recoveryCodes: readonly string[] };
let receiver: Receiver;
let webhook: Webhook;
let accountId: string;

/** Starts the servers with these keys. */
async function start(key: string, previous: string | null = null): Promise<void> {
  const { world } = stage;
  Object.assign(world.deps, { secrets: secretsFrom(key, previous) });
  await web?.close();
  web = await openWeb(world, { secretKey: key, previousSecretKey: previous });
  people = peopleOf(world, web);
}

beforeAll(async () => {
  stage = await setStage('secret key');
  await start(FORMER);
});
afterAll(async () => {
  await web?.close();
  await stage?.close();
});

/** Verifies a number and asks for another one, whose code is on its way. */
async function enterNumbers(): Promise<void> {
  const { owner, world } = stage;
  await owner.mutate('mobileNumberSet', { number: NUMBERS.number });
  const [mail] = await world.rows<{ code: string }>(
    sql`select secrets->>'code' as code from outbox_message where channel = 'SMS'`,
  );
  await owner.mutate('mobileNumberVerify', { code: mail!.code });
  world.clock.advance(2 * MINUTE);
  await owner.mutate('mobileNumberSet', { number: NUMBERS.pendingNumber });
}

/** Signs in by the authenticator app, whose codes work once. */
async function signIn(): Promise<number> {
  stage.world.clock.advance(MINUTE);
  const code = await people.code(totp.secret);
  return (await people.signIn(person, people.fresh(), { totp: code })).status;
}

/** Sends a test to the webhook; whether it is signed with the secret that its receiver stored. */
async function isSigned(): Promise<boolean> {
  const before = receiver.received.length;
  await stage.owner.mutate('webhookEndpointTest', { id: webhook.id });
  await stage.deliver(() => receiver.received.length > before);
  const { headers, body } = receiver.received.at(-1)!;
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(webhook.secret.slice('whsec_'.length), 'base64');
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

async function expectAllOpen(): Promise<void> {
  const { owner, world } = stage;
  expect(await signIn()).toBe(200);
  expect(await isSigned()).toBe(true);
  const { mobileNumber } = await owner.ask('{ mobileNumber { number pendingNumber } }');
  expect(mobileNumber).toEqual(NUMBERS);
  const account = await world.system((tx) => tx.get(UpstreamAccountEntity, accountId.slice(4)));
  expect(credentialsOf(world.deps, account)).toEqual(CREDENTIALS);
  expect(await receiverOf(world.deps, account.id)).toMatchObject({
    notificationKey: NOTIFICATION_KEY,
  });
}

describe('a change of SECRET_KEY', () => {
  it('begins with secrets under the former key', async () => {
    const { owner, operator, seller, sellerManager, partner } = stage;
    receiver = await stage.receiver();
    const { id } = await stage.create(owner, { url: receiver.url });
    const { secret } = await owner.mutate('webhookEndpointRotateSecret', { id }, 'secret');
    webhook = { id, secret };
    const { id: account } = await operator.mutate('upstreamAccountConnect', {
      organizationId: `org_${seller.id}`,
      system: 'KOOGALLERY',
      endpoint: 'https://koogallery.example.com',
      ...CREDENTIALS,
    });
    accountId = account;
    await sellerManager.mutate('upstreamAccountSetNotificationKey', {
      id: account,
      notificationKey: NOTIFICATION_KEY,
    });
    person = await people.person(partner, 'csp.finance');
    const browser = await people.signedIn(person);
    const { secret: enrolled } = (await browser.post('/auth/totp/enroll')).json();
    const code = await people.code(enrolled);
    const confirmed = (await browser.post('/auth/totp/confirm', { code })).json();
    totp = { secret: enrolled, recoveryCodes: confirmed.recoveryCodes };
    await enterNumbers();
    await expectAllOpen();
    // A column that holds sealed texts and is not declared would be lost with the former key.
    const columns = await stage.world.rows<{ name: string }>(sql`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and (column_name like 'sealed\\_%' or column_name like '%\\_secret')`);
    const declared = sealedColumns(stage.world.domain.entities);
    expect(columns.map(({ name }) => name).sort()).toEqual(
      declared.map(({ entity, column }) => `${sql.tableName(entity)}.${column}`).sort(),
    );
    for (const { entity, column } of declared) {
      const rows = await stage.world.rows(
        sql`select from ${sql.table(entity)} where ${sql.ident(column)} is not null`,
      );
      expect([column, rows.length > 0]).toEqual([column, true]);
    }
  });

  it('lets both keys open them, and their codes count', async () => {
    await start(PRESENT, FORMER);
    await expectAllOpen();
    const [code] = totp.recoveryCodes;
    expect((await people.signIn(person, people.fresh(), { totp: code })).status).toBe(200);
    // One server still has the former key as its present one.
    await start(FORMER, PRESENT);
    await expectAllOpen();
  });

  it('ends when all of them are sealed under the present key', async () => {
    const { deps } = stage.world;
    await start(PRESENT, FORMER);
    expect(await reseal([])(deps)).toMatch(/^[1-9]\d* texts are resealed/);
    expect(await reseal([])(deps)).toMatch(/^0 texts are resealed/);
    const lines = await stage.world.rows<{ texts: number }>(
      sql`select (detail->>'texts')::int as texts from audit_entry where action = 'secretsReseal'`,
    );
    expect(lines).toEqual([{ texts: expect.any(Number) }]);
    await start(PRESENT);
    await expectAllOpen();
    const [, code] = totp.recoveryCodes;
    expect((await people.signIn(person, people.fresh(), { totp: code })).status).toBe(401);
    await start(FORMER);
    expect(await signIn()).toBe(500);
  });

  it('names what no key opens, and reseals the rest', async () => {
    const { deps } = stage.world;
    await start(FORMER);
    await expect(reseal([])(deps)).rejects.toThrow(
      /^0 texts are resealed[\s\S]*\napp_user\.totp_secret: 1\n/,
    );
  });

  it('reads what was sealed before keys had ids', async () => {
    const { sealMark, seal } = secretsFrom(FORMER);
    const earlier = seal('totp', totp.secret).replace(sealMark, 'v1.');
    await stage.world.rows(
      sql`update app_user set totp_secret = ${earlier} where id = ${person.userId}`,
    );
    await start(PRESENT, FORMER);
    expect(await signIn()).toBe(200);
    await reseal([])(stage.world.deps);
    await start(PRESENT);
    expect(await signIn()).toBe(200);
  });
});
