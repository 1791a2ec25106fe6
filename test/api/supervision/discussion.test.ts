import { beforeAll, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { setStage } from '../discounts/stage.ts';
import { seen, supervised, uploaded } from './delivery.ts';

const stage = testStage('discussion of a delivery', setStage);
let id: string;
let linked: Caller;

beforeAll(async () => {
  const { id: supervisionId, orderId } = await supervised(stage, 'STANDARD');
  id = supervisionId;
  const { viewer } = stage.buyer;
  linked = stage.world.as({ ...viewer, via: 'LINK', subjectId: orderId.slice(4) });
});

const say = (by: Caller, body: string, audience: string, attachmentIds: string[] = []) =>
  by.mutate('supervisionComment', { id, body, audience, attachmentIds }, 'comment { id side }');

const heard = async (by: Caller): Promise<string[]> =>
  (await seen(by, id, 'comments(first: 20) { nodes { body attachments { name } } }')).comments.nodes
    .map(({ body }: { body: string }) => body)
    .sort();

it('lets the buyer take part by its link, and keeps what each side says inside', async () => {
  const { sellerManager, manager, operator, world } = stage;
  const file = await uploaded(world, linked);
  await say(linked, '问：何时可以部署？', 'SHARED', [file]);
  await say(sellerManager, '答：下周一。', 'SHARED');
  const inside: readonly (readonly [Caller, string])[] = [
    [linked, '内部：预算已批'],
    [sellerManager, '内部：人手不足'],
    [manager, '内部：跟进续费'],
    [operator, '内部：重点关注'],
  ];
  for (const [by, body] of inside) await say(by, body, 'INTERNAL');
  for (const [by, body] of inside)
    expect(await heard(by)).toEqual([body, '答：下周一。', '问：何时可以部署？'].sort());
});

it('notifies the other parties of the buyer’s words', async () => {
  const told = async ({ viewer }: Caller) =>
    (
      await stage.world.rows<{ actor: string }>(
        sql`select actor_name as actor from notification where event = 'comment' and member_id = ${viewer.memberId}`,
      )
    ).map(({ actor }) => actor);
  expect(await told(stage.manager)).toHaveLength(2);
  expect(await told(stage.sellerManager)).toEqual([linked.viewer.actorName]);
});
