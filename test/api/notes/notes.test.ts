import { hash } from 'node:crypto';
import { beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { customerOf } from '../bindings/fixtures.ts';
import { setStage, submitted } from '../discounts/stage.ts';

const NOTE = 'id text author isPinned status editedAt mentions { memberId name }';
const ADD =
  'mutation($input: NoteAddInput!, $key: ID!) { noteAdd(input: $input, idempotencyKey: $key) { userErrors { code } } }';

const stage = testStage('notes', setStage);
let rep: Caller;
let finance: Caller;
const memberId = ({ viewer }: Caller): string => `mem_${viewer.memberId}`;

beforeAll(async () => {
  rep = await stage.world.member(stage.partner, 'csp.rep', '周航');
  finance = await stage.world.member(stage.partner, 'csp.finance', '吴敏');
});

const add = async (by: Caller, input: object): Promise<any> =>
  (await by.mutate('noteAdd', { customerId: stage.customerId, ...input }, `note { ${NOTE} }`)).note;
async function notesOf(by: Caller, id = stage.customerId): Promise<any[]> {
  const { customer } = await by.ask(
    `query($id: ID!) { customer(by: { id: $id }) { notes(first: 10) { nodes { ${NOTE} } } } }`,
    { id },
  );
  return customer.notes.nodes;
}
const told = async ({ ask }: Caller): Promise<any[]> =>
  (
    await ask(
      '{ notifications(first: 10) { nodes { subjectType event label actorName subject { id } } } }',
    )
  ).notifications.nodes.filter(({ subjectType }: any) => subjectType === 'Note');
/** The code with which the whole request is refused. */
const refusal = async (by: Caller, input: object): Promise<unknown> =>
  (await by.run(ADD, { input, key: JSON.stringify(input) })).errors?.[0]?.extensions.code;

it('keeps a note on a customer, mentions a colleague, and informs the colleague alone', async () => {
  const { manager, world } = stage;
  const note = await add(manager, {
    text: '@吴敏 请确认开票资料',
    mentionIds: [memberId(finance)],
    isPinned: true,
  });
  expect(note).toMatchObject({
    author: '李明',
    isPinned: true,
    editedAt: null,
    mentions: [{ memberId: memberId(finance), name: '吴敏' }],
  });
  expect(await told(finance)).toEqual([
    {
      subjectType: 'Note',
      event: 'add',
      label: '东方制造',
      actorName: '李明',
      subject: { id: note.id },
    },
  ]);
  expect(await told(manager)).toEqual([]);
  const mails = await world.rows(
    sql`select 1 from outbox_message where recipient_org_id = ${stage.partner.id} and template = 'notification'`,
  );
  expect(mails).toHaveLength(1);
});

it("shows notes to the author's organization alone, and to a rep only of its customers", async () => {
  const { manager, sellerManager, operator, customerId } = stage;
  expect(await notesOf(finance)).toHaveLength(1);
  const discount = await submitted(stage);
  await add(manager, { customerId: undefined, exclusiveDiscountId: discount, text: '底线 8 折' });
  await add(operator, { text: '运营备注' });
  const ask =
    'query($id: ID!) { exclusiveDiscount(by: { id: $id }) { notes(first: 5) { nodes { text } } } }';
  const of = async (by: Caller): Promise<unknown> =>
    (await by.ask(ask, { id: discount })).exclusiveDiscount.notes.nodes;
  expect(await of(manager)).toEqual([{ text: '底线 8 折' }]);
  expect(await of(sellerManager)).toEqual([]);
  expect(await of(operator)).toEqual([]);
  const texts = async (by: Caller) => (await notesOf(by)).map(({ text }) => text);
  expect(await texts(operator)).toEqual(['运营备注']);
  expect(await texts(manager)).toEqual(['@吴敏 请确认开票资料']);

  const [{ id }] = await notesOf(manager);
  const one = 'query($id: ID!) { note(by: { id: $id }) { text } }';
  expect((await rep.ask(one, { id })).note).toBeNull();
  expect((await sellerManager.ask(one, { id })).note).toBeNull();
  await manager.mutate('customerAssignManager', { id: customerId, memberId: memberId(rep) });
  expect((await rep.ask(one, { id })).note).toEqual({ text: '@吴敏 请确认开票资料' });
});

it('refuses mentions of people who may not see the record, and stores nothing', async () => {
  const { manager, world, partner, sellerManager, customerId } = stage;
  const other = await customerOf(world, '南方零售', [partner]);
  const before = await notesOf(manager);
  // The rep is in charge of another customer only.
  const input = { customerId: other, text: '请跟进', mentionIds: [memberId(rep)] };
  await manager.cannot('noteAdd', input, 'MENTION_CANNOT_SEE');
  const foreign = { customerId, text: '请看', mentionIds: [memberId(sellerManager)] };
  expect(await refusal(manager, foreign)).toBe('NOT_FOUND');
  expect(await notesOf(manager, other)).toEqual([]);
  expect(await notesOf(manager)).toEqual(before);
});

it('refuses a note on no record, on two records, and on a record out of sight', async () => {
  const { manager, goods, customerId, world, partner } = stage;
  await manager.cannot('noteAdd', { text: '无主' }, 'ONE_RECORD');
  const two = { text: '两处', customerId, productId: goods.productId };
  await manager.cannot('noteAdd', two, 'ONE_RECORD');
  const elsewhere = await world.organization('SELLER', '陌生软件');
  const stranger = await world.member(elsewhere, 'seller.manager', '陌生人');
  expect(await refusal(stranger, { customerId, text: '偷看' })).toBe('NOT_FOUND');
  await manager.cannot('noteAdd', { customerId, text: '  ' }, 'BLANK');
  const auditor = await world.member(partner, 'csp.auditor', '高洁');
  expect(await refusal(auditor, { customerId, text: '审计' })).toBe('FORBIDDEN');
});

it('lets the author edit and a manager remove, and informs only whom an edit adds', async () => {
  const { manager, world } = stage;
  const { id } = await add(finance, { text: '抬头待确认', mentionIds: [memberId(manager)] });
  expect(await told(manager)).toHaveLength(1);
  await finance.mutate('noteEdit', {
    id,
    text: '抬头已确认 @周航',
    mentionIds: [memberId(manager), memberId(rep)],
  });
  expect(await told(manager)).toHaveLength(1);
  expect((await told(rep)).map(({ event }) => event)).toEqual(['edit']);
  const [newest] = await notesOf(manager);
  expect(newest.text).toBe('抬头已确认 @周航');
  expect(newest.editedAt).not.toBeNull();
  await manager.cannot('noteEdit', { id, text: '改' }, 'NOT_YOUR_NOTE');
  await rep.cannot('noteRemove', { id }, 'NOT_YOUR_NOTE');
  await manager.mutate('notePin', { id });
  await manager.mutate('noteRemove', { id });
  const [removed] = await notesOf(manager);
  expect(removed).toMatchObject({ text: null, status: 'REMOVED', mentions: [] });
  // The audit, which operations read, proves the change without the text.
  const lines = await world.rows<{ action: string; detail: Record<string, string> }>(sql`
    select action, detail from audit_entry
    where subject_type = 'Note' and subject_id = ${id.slice(4)} order by position`);
  expect(lines.map(({ action }) => action)).toEqual([
    'noteAdd',
    'noteEdit',
    'notePin',
    'noteRemove',
  ]);
  const hashes = lines.map(({ detail }) => detail.textSha256);
  expect(new Set(hashes).size).toBe(2);
  expect(hashes[1]).toBe(hash('sha256', '抬头已确认 @周航'));
  expect(JSON.stringify(lines)).not.toContain('抬头');
});
