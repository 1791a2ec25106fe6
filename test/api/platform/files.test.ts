import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ExclusiveDiscountEntity } from '../../../server/modules/discounts/index.ts';
import { attachments } from '../../../server/platform/command/attach.ts';
import { transact } from '../../../server/platform/command/pipeline.ts';
import { largestFile } from '../../../server/platform/files/file.policies.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Browser } from '../../kit/web.ts';
import { type Caller, openWorld, type World } from '../../kit/world.ts';
import { draftOf, type Stage, setStage } from '../discounts/stage.ts';
import {
  BOUNDARY,
  COOKIE,
  EXE,
  type FileDesk,
  FORM_HEADERS,
  form,
  openFileDesk,
  PDF,
  SAMPLES,
  send,
  sent,
} from './upload.ts';

let world: World;
let stage: Stage;
let desk: FileDesk;
let acme: Browser;
let rival: Browser;
let seller: Browser;
let discountId: string;

beforeAll(async () => {
  world = await openWorld('files');
  stage = await setStage(world);
  desk = await openFileDesk(world);
  const beta = await world.organization('PARTNER', '另一家');
  [acme, rival, seller] = await Promise.all([
    desk.signedIn(stage.manager),
    desk.signedIn(await world.member(beta, 'csp.manager')),
    desk.signedIn(stage.reviewer),
  ]);
  const { id } = await stage.manager.mutate('exclusiveDiscountCreate', draftOf(stage));
  await stage.manager.mutate('exclusiveDiscountSubmit', { id });
  discountId = id;
});
afterAll(async () => {
  await desk?.close();
  await world?.close();
});

const rows = () =>
  world.rows<{ name: string }>(sql`select name from attachment order by created_at`);

/** Attaches files to the stage's discount, as a command of this caller does. */
const attached = (by: Caller, ids: readonly string[], audience: 'SHARED' | 'INTERNAL') =>
  transact(world.deps, by.viewer, 'story', (tx) =>
    attachments.add(
      tx,
      ids.map((id) => id.slice(4)),
      {
        type: 'ExclusiveDiscount',
        id: discountId.slice(4),
        partnerId: stage.partner.id,
        sellerId: stage.seller.id,
        customerId: stage.customerId.slice(4),
        entity: ExclusiveDiscountEntity,
      },
      audience,
    ),
  );

describe('an upload', () => {
  test.each(Object.entries(SAMPLES))(
    'of a .%s is kept and comes back as it was',
    async (ending, [content, mediaType]) => {
      const name = `合同 附件.${ending}`;
      const answer = await send(acme, name, content);
      expect(answer.statusCode).toBe(201);
      const { id, ...facts } = answer.json();
      expect(id).toMatch(/^att_/);
      expect(facts).toEqual({ name, mediaType, bytes: Buffer.from(content).length });
      const back = await acme.get(`/files/${id}`);
      expect(back.statusCode).toBe(200);
      expect(back.rawPayload).toEqual(Buffer.from(content));
      expect(back.headers).toMatchObject({
        'content-type': expect.stringContaining(mediaType),
        'content-disposition': expect.stringContaining(
          `filename*=UTF-8''${encodeURIComponent(name)}`,
        ),
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      });
    },
  );

  test.each([
    ['a program named .pdf', '报价.pdf', EXE, 'FILE_KIND_NOT_ALLOWED'],
    ['a program by its name', 'setup.exe', EXE, 'FILE_KIND_NOT_ALLOWED'],
    ['a page', 'page.html', '<html></html>', 'FILE_KIND_NOT_ALLOWED'],
    ['a picture that can run scripts', 'logo.svg', '<svg/>', 'FILE_KIND_NOT_ALLOWED'],
    ['a name without an ending', 'contract', PDF, 'FILE_KIND_NOT_ALLOWED'],
    ['a PDF named .png', 'a.png', PDF, 'FILE_KIND_MISMATCH'],
    ['a text named .pdf', 'a.pdf', 'a text', 'FILE_KIND_MISMATCH'],
    ['an archive named .docx', 'a.docx', SAMPLES.zip![0], 'FILE_KIND_MISMATCH'],
    ['an archive named .ofd', 'a.ofd', SAMPLES.zip![0], 'FILE_KIND_MISMATCH'],
    ['a PDF named .csv', 'a.csv', SAMPLES.png![0], 'FILE_KIND_MISMATCH'],
    ['an empty file', 'a.pdf', '', 'FILE_EMPTY'],
    ['a program behind a reversed name', 'gpj.\u202eexe', EXE, 'FILE_KIND_NOT_ALLOWED'],
  ])('of %s is refused, and nothing is kept', async (_, name, content, code) => {
    const [before, files] = [await rows(), desk.stored()];
    const answer = await send(acme, name, content);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
    expect(await rows()).toEqual(before);
    expect(desk.stored()).toEqual(files);
  });

  test('of more than the policy allows is refused, before or after it arrived', async () => {
    const files = desk.stored();
    const most = 10 * 1_048_576;
    const big = Buffer.concat([PDF, Buffer.alloc(most)]);
    for (const content of [big, Buffer.concat([big, big, big])]) {
      const answer = await send(acme, 'big.pdf', content);
      expect(answer.statusCode).toBe(422);
      expect(answer.json()).toMatchObject({ code: 'FILE_TOO_LARGE', params: { most: 10 } });
    }
    expect(desk.stored()).toEqual(files);
    expect(largestFile.default * 1_048_576).toBe(most);
  });

  test.each([
    ['../../../etc/cron.d/job.txt', 'job.txt'],
    ['C:\\\\temp\\\\offer.txt', 'offer.txt'],
    ['a\u202e\u0007b.txt', 'ab.txt'],
    [`${'长'.repeat(300)}.txt`, `${'长'.repeat(196)}.txt`],
  ])('named %j keeps the harmless part of the name', async (given, kept) => {
    const answer = await send(acme, given, 'x');
    expect(answer.json()).toMatchObject({ name: kept });
    expect(desk.stored().every((name) => /^[0-9a-f]{40}$/.test(name))).toBe(true);
  });

  test('needs a session, the header of the portal and its origin', async () => {
    expect((await send(desk.browser(), 'a.pdf', PDF)).statusCode).toBe(401);
    expect((await send(acme, 'a.pdf', PDF, { 'x-partnergraph': '' })).statusCode).toBe(403);
    const foreign = { 'sec-fetch-site': 'cross-site' };
    expect((await send(acme, 'a.pdf', PDF, foreign)).statusCode).toBe(403);
    const json = { 'content-type': 'application/json' };
    expect((await acme.post('/files', {}, { ...FORM_HEADERS, ...json })).statusCode).toBe(415);
    const none = Buffer.from(`--${BOUNDARY}--\r\n`);
    expect((await acme.post('/files', none, FORM_HEADERS)).statusCode).toBe(400);
  });

  test('of a member whose organization has used up its quota is refused', async () => {
    await stage.operator.mutate('policySet', { key: 'file.quota', value: '1', reason: 'a test' });
    const answer = await send(seller, 'a.csv', 'x'.repeat(1_048_575));
    expect(answer.statusCode).toBe(201);
    const another = await send(seller, 'b.csv', 'xx');
    expect(another.json()).toMatchObject({ code: 'FILE_QUOTA_EXCEEDED', params: { quota: 1 } });
    expect((await send(rival, 'b.csv', 'xx')).statusCode).toBe(201);
    // A value is in force from its instant on.
    stage.world.clock.advance(1_000);
    await stage.operator.mutate('policySet', { key: 'file.quota', value: '100', reason: 'a test' });
  });

  test('beyond the hourly number is asked to wait', async () => {
    await stage.operator.mutate('policySet', { key: 'file.hourly', value: '1', reason: 'a test' });
    const answer = await send(rival, 'c.csv', 'xx');
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('60');
    stage.world.clock.advance(1_000);
    await stage.operator.mutate('policySet', {
      key: 'file.hourly',
      value: '300',
      reason: 'a test',
    });
  });

  test('may take longer to arrive than any other request', async () => {
    if (!desk.app.fastify.server.listening)
      await desk.app.fastify.listen({ host: '127.0.0.1', port: 0 });
    const { server } = desk.app.fastify;
    const usual = server.requestTimeout;
    const { port } = server.address() as AddressInfo;
    const body = form('slow.pdf', PDF);
    const begin = (path: string) => {
      const headers = {
        ...FORM_HEADERS,
        ...(path === '/files' ? {} : { 'content-type': 'application/json' }),
        'content-length': body.length,
        cookie: `${COOKIE}=${acme.cookie}`,
      };
      const sending = request({ port, host: '127.0.0.1', path, method: 'POST', headers });
      const answer = new Promise<number>((resolve, reject) => {
        sending.on('response', ({ statusCode }) => resolve(statusCode!)).on('error', reject);
      });
      sending.write(body.subarray(0, 100));
      return { sending, answer };
    };
    server.requestTimeout = 500;
    try {
      const [file, query] = [begin('/files'), begin('/graphql')];
      // The server has checked its connections once this one is refused.
      expect(await query.answer).toBe(408);
      file.sending.end(body.subarray(100));
      expect(await file.answer).toBe(201);
    } finally {
      server.requestTimeout = usual;
    }
  });

  test('that breaks off in the middle leaves nothing', async () => {
    const [before, files] = [await rows(), desk.stored()];
    const { port } = desk.app.fastify.server.address() as AddressInfo;
    const body = form('half.pdf', Buffer.concat([PDF, Buffer.alloc(2_000_000)]));
    const headers = {
      ...FORM_HEADERS,
      'content-length': body.length,
      cookie: `${COOKIE}=${acme.cookie}`,
    };
    const sending = request({ port, host: '127.0.0.1', path: '/files', method: 'POST', headers });
    sending.on('error', () => {});
    sending.write(body.subarray(0, 1_000_000));
    const until = async (holds: () => boolean): Promise<void> => {
      for (let i = 0; i < 1_200 && !holds(); i++) await new Promise((r) => setTimeout(r, 25));
      expect(holds()).toBe(true);
    };
    await until(() => desk.stored().length === files.length + 1);
    sending.destroy();
    await until(() => desk.stored().length === files.length);
    expect(await rows()).toEqual(before);
  });
});

describe('a file', () => {
  const QUERY = `query($id: ID!) { node(id: $id) { ... on Attachment { name audience downloadPath uploadedBy } } }`;
  const seenBy = async (caller: Caller, id: string) => (await caller.ask(QUERY, { id })).node;

  test('that is not attached is seen by the organization of its uploader only', async () => {
    const id = await sent(acme, 'own.pdf');
    expect(await seenBy(stage.manager, id)).toEqual({
      name: 'own.pdf',
      audience: 'INTERNAL',
      downloadPath: `/files/${id}`,
      uploadedBy: '李明',
    });
    for (const browser of [rival, seller])
      expect((await browser.get(`/files/${id}`)).statusCode).toBe(404);
    for (const caller of [stage.reviewer, stage.operator, stage.buyer])
      expect(await seenBy(caller, id)).toBeNull();
    await expect(attached(stage.reviewer, [id], 'SHARED')).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  test('that is shared is seen by the parties of its subject, but not by its customer', async () => {
    const id = await sent(acme, 'shared.pdf');
    await attached(stage.manager, [id], 'SHARED');
    for (const caller of [stage.manager, stage.reviewer, stage.operator])
      expect(await seenBy(caller, id)).toMatchObject({ name: 'shared.pdf', audience: 'SHARED' });
    expect(await seenBy(stage.buyer, id)).toBeNull();
    expect((await seller.get(`/files/${id}`)).rawPayload).toEqual(PDF);
    expect((await rival.get(`/files/${id}`)).statusCode).toBe(404);
    await expect(attached(stage.manager, [id], 'SHARED')).rejects.toMatchObject({
      errors: [{ code: 'ALREADY_ATTACHED', field: ['attachmentIds'] }],
    });
    await expect(attached(stage.reviewer, [id], 'SHARED')).rejects.toMatchObject({
      extensions: { code: 'NOT_FOUND' },
    });
  });

  test('that is internal is seen by the organization of its author only, on the subject, too', async () => {
    world.clock.moveTo(new Date(world.clock.now().getTime() + 1_000));
    const id = await sent(seller, 'internal.pdf');
    await attached(stage.reviewer, [id], 'INTERNAL');
    expect(await seenBy(stage.reviewer, id)).toMatchObject({ audience: 'INTERNAL' });
    for (const caller of [stage.manager, stage.operator, stage.buyer])
      expect(await seenBy(caller, id)).toBeNull();
    const LIST = `query($id: ID!) { exclusiveDiscount(by: { id: $id }) { attachments(first: 10) { nodes { name } count { value } } } }`;
    const listed = async (caller: Caller) =>
      (await caller.ask(LIST, { id: discountId })).exclusiveDiscount.attachments;
    expect(await listed(stage.reviewer)).toEqual({
      nodes: [{ name: 'internal.pdf' }, { name: 'shared.pdf' }],
      count: { value: 2 },
    });
    for (const caller of [stage.manager, stage.operator])
      expect(await listed(caller)).toEqual({
        nodes: [{ name: 'shared.pdf' }],
        count: { value: 1 },
      });
  });

  test('of another address than a file’s is not found', async () => {
    for (const path of ['nothing', 'att_x', '..%2f..%2fetc%2fpasswd', discountId])
      expect((await acme.get(`/files/${path}`)).statusCode).toBe(404);
  });

  test('that is not attached within a day is removed with its bytes', async () => {
    const [kept] = await world.rows<{ key: string }>(
      sql`select storage_key as key from attachment where name = 'shared.pdf'`,
    );
    world.clock.moveTo(new Date(world.clock.now().getTime() + 24 * 3_600_000 + 1));
    const purge = desk.app.tasks.find(({ name }) => name === 'purge-files')!;
    expect(await purge.run()).toBeGreaterThan(5);
    expect((await rows()).map(({ name }) => name).sort()).toEqual(['internal.pdf', 'shared.pdf']);
    expect(desk.stored()).toHaveLength(2);
    expect(desk.stored()).toContain(kept!.key);
    expect(await purge.run()).toBe(0);
  });
});

describe('a comment on a discount', () => {
  let id: string;
  let rivalManager: Caller;
  beforeAll(async () => {
    // The sessions of the day before have ended.
    acme = await desk.signedIn(stage.manager);
    rivalManager = await world.member(await world.organization('PARTNER', '第三家'), 'csp.manager');
    ({ id } = await stage.manager.mutate(
      'exclusiveDiscountCreate',
      draftOf(stage, { name: '评论' }),
    ));
  });

  const said = async (by: Caller, body: string, audience: string, attachmentIds?: string[]) => {
    world.clock.advance(60_000);
    return await by.mutate(
      'exclusiveDiscountComment',
      { id, body, audience, attachmentIds },
      'comment { id body author side audience attachments { name } subject { id } }',
    );
  };
  const refused = (by: Caller, input: object): Promise<string[]> =>
    by.refused('exclusiveDiscountComment', { id, body: '好', audience: 'SHARED', ...input });

  const READ = `query($id: ID!) { exclusiveDiscount(by: { id: $id }) {
    canComment comments(first: 20) { nodes { body side author audience attachments { name } } count { value } }
    attachments(first: 20) { nodes { name } } } }`;
  const read = async (by: Caller) => (await by.ask(READ, { id })).exclusiveDiscount;
  const bodies = async (by: Caller): Promise<string[]> =>
    (await read(by)).comments.nodes.map(({ body }: { body: string }) => body);

  const notifications = (by: Caller) =>
    world.rows<{ event: string; actor: string }>(
      sql`select event, actor_name as actor from notification where member_id = ${by.viewer.memberId} and event = 'comment'`,
    );

  test('a file that is shared in a draft is shown to the seller once the seller sees the discount', async () => {
    const file = await sent(acme, '方案.pdf');
    await transact(world.deps, stage.manager.viewer, 'story', async (tx) => {
      const row = await tx.get(ExclusiveDiscountEntity, id.slice(4));
      await attachments.add(
        tx,
        [file.slice(4)],
        attachments.subjectOf(tx, 'ExclusiveDiscount', row),
        'SHARED',
      );
    });
    const seller = await desk.signedIn(stage.reviewer);
    expect((await acme.get(`/files/${file}`)).statusCode).toBe(200);
    expect((await seller.get(`/files/${file}`)).statusCode).toBe(404);
    await stage.manager.mutate('exclusiveDiscountSubmit', { id });
    expect((await seller.get(`/files/${file}`)).statusCode).toBe(200);
    await stage.manager.mutate('exclusiveDiscountWithdraw', { id });
    ({ id } = await stage.manager.mutate(
      'exclusiveDiscountCreate',
      draftOf(stage, { name: '另一个' }),
    ));
  });

  test('are refused while it is a draft, and later of those who only look', async () => {
    expect((await read(stage.manager)).canComment).toBe(false);
    expect(await refused(stage.manager, {})).toEqual(['NOT_IN_THIS_STATE']);
    await stage.manager.mutate('exclusiveDiscountSubmit', { id });
    expect((await read(stage.manager)).canComment).toBe(true);
    const auditor = await world.member(stage.partner, 'csp.auditor');
    expect((await read(auditor)).canComment).toBe(false);
    const { errors } = await auditor.run(
      'mutation($input: ExclusiveDiscountCommentInput!) { exclusiveDiscountComment(input: $input, idempotencyKey: "1") { comment { id } } }',
      { input: { id, body: 'x', audience: 'SHARED' } },
    );
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('reach every party when shared, with their files', async () => {
    const file = await sent(acme, '报价.pdf');
    const { comment } = await said(stage.manager, '请尽快审核', 'SHARED', [file]);
    expect(comment).toMatchObject({
      body: '请尽快审核',
      author: '李明',
      side: 'PARTNER',
      audience: 'SHARED',
      attachments: [{ name: '报价.pdf' }],
      subject: { id },
    });
    await said(stage.reviewer, '已收到', 'SHARED');
    for (const caller of [stage.manager, stage.reviewer, stage.operator]) {
      expect(await bodies(caller)).toEqual(['已收到', '请尽快审核']);
      expect((await read(caller)).attachments.nodes).toEqual([{ name: '报价.pdf' }]);
    }
    expect(
      await desk.signedIn(stage.reviewer).then((seller) => seller.get(`/files/${file}`)),
    ).toMatchObject({ statusCode: 200 });
  });

  test('stay inside when internal, for each side', async () => {
    const own: readonly (readonly [Caller, string])[] = [
      [stage.manager, '底线 0.82'],
      [stage.reviewer, '毛利太低'],
      [stage.operator, '观察此商家'],
    ];
    for (const [caller, body] of own) await said(caller, body, 'INTERNAL');
    for (const [caller, body] of own) {
      const seen = await bodies(caller);
      expect(seen).toContain(body);
      for (const [, other] of own) if (other !== body) expect(seen).not.toContain(other);
      expect((await read(caller)).comments.count.value).toBe(3);
    }
    expect((await rivalManager.ask(READ, { id })).exclusiveDiscount).toBeNull();
  });

  test('notify the other parties of what is shared, in their language', async () => {
    expect(await notifications(stage.reviewer)).toEqual([{ event: 'comment', actor: '李明' }]);
    expect(await notifications(stage.manager)).toEqual([{ event: 'comment', actor: '钱进' }]);
    expect(await notifications(stage.sellerManager)).toHaveLength(1);
    expect(await notifications(stage.operator)).toHaveLength(0);
    const mails = await world.rows<{ what: string }>(
      sql`select params->>'what' as what from outbox_message where params->>'what' like '%comment'`,
    );
    expect(new Set(mails.map(({ what }) => what))).toEqual(
      new Set(['event.ExclusiveDiscount.comment']),
    );
  });

  test('with wrong input are refused, and nothing is stored', async () => {
    const before = await bodies(stage.manager);
    expect(await refused(stage.manager, { body: ' \u200b ' })).toEqual(['BLANK']);
    expect(await refused(stage.manager, { body: 'x'.repeat(2_001) })).toEqual(['TOO_LONG']);
    expect(await refused(stage.manager, { body: '\u202e' })).toEqual(['BLANK']);
    const file = await sent(acme, 'a.pdf');
    await said(stage.manager, '附件', 'SHARED', [file, file]);
    expect(await refused(stage.manager, { attachmentIds: [file] })).toEqual(['ALREADY_ATTACHED']);
    const many = await Promise.all(Array.from({ length: 11 }, (_, i) => sent(acme, `${i}.pdf`)));
    expect(await refused(stage.manager, { attachmentIds: many })).toEqual(['TOO_MANY']);
    const { errors } = await stage.reviewer.run(
      'mutation($input: ExclusiveDiscountCommentInput!) { exclusiveDiscountComment(input: $input, idempotencyKey: "2") { comment { id } } }',
      { input: { id, body: 'x', audience: 'SHARED', attachmentIds: [many[0]] } },
    );
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await bodies(stage.manager)).toEqual(['附件', ...before]);
  });

  test('end with the review, and stay readable', async () => {
    await stage.reviewer.mutate('exclusiveDiscountApprove', { id });
    expect(await refused(stage.manager, {})).toEqual(['NOT_IN_THIS_STATE']);
    expect(await bodies(stage.reviewer)).toContain('请尽快审核');
    // The customer sees the granted discount, and none of the words about it.
    const seen = await read(stage.buyer);
    expect(seen).toMatchObject({ canComment: false, comments: { nodes: [], count: { value: 0 } } });
    expect(seen.attachments.nodes).toEqual([]);
  });
});
