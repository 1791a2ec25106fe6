import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ExclusiveDiscountEntity } from '../../../server/modules/discounts/index.ts';
import { attachments } from '../../../server/platform/command/attach.ts';
import { transact } from '../../../server/platform/command/pipeline.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import type { Browser } from '../../kit/web.ts';
import { type Caller, openWorld, type World } from '../../kit/world.ts';
import { draftOf, type Stage, setStage } from '../discounts/stage.ts';
import { type FileDesk, openFileDesk, sent } from './upload.ts';

let world: World;
let stage: Stage;
let desk: FileDesk;
let partnerDesk: Browser;
let rival: Caller;
let id: string;

beforeAll(async () => {
  world = await openWorld('comments');
  stage = await setStage(world);
  desk = await openFileDesk(world);
  partnerDesk = await desk.signedIn(stage.manager);
  rival = await world.member(await world.organization('PARTNER', '另一家'), 'csp.manager');
  id = (await stage.manager.mutate('exclusiveDiscountCreate', draftOf(stage))).id;
});
afterAll(async () => {
  await desk?.close();
  await world?.close();
});

const later = () => world.clock.moveTo(new Date(world.clock.now().getTime() + 60_000));

const said = async (by: Caller, body: string, audience: string, attachmentIds?: string[]) => {
  later();
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
  const file = await sent(partnerDesk, '方案.pdf');
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
  expect((await partnerDesk.get(`/files/${file}`)).statusCode).toBe(200);
  expect((await seller.get(`/files/${file}`)).statusCode).toBe(404);
  await stage.manager.mutate('exclusiveDiscountSubmit', { id });
  expect((await seller.get(`/files/${file}`)).statusCode).toBe(200);
  await stage.manager.mutate('exclusiveDiscountWithdraw', { id });
  ({ id } = await stage.manager.mutate(
    'exclusiveDiscountCreate',
    draftOf(stage, { name: '另一个' }),
  ));
});

describe('comments on a discount', () => {
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
    const file = await sent(partnerDesk, '报价.pdf');
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
    expect((await rival.ask(READ, { id })).exclusiveDiscount).toBeNull();
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
    const file = await sent(partnerDesk, 'a.pdf');
    await said(stage.manager, '附件', 'SHARED', [file, file]);
    expect(await refused(stage.manager, { attachmentIds: [file] })).toEqual(['ALREADY_ATTACHED']);
    const many = await Promise.all(
      Array.from({ length: 11 }, (_, i) => sent(partnerDesk, `${i}.pdf`)),
    );
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
