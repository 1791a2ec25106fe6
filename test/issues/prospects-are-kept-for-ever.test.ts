import { beforeAll, expect, it } from '@jest/globals';
import { DAY } from '../../server/platform/clock.ts';
import { sql } from '../../server/platform/sql/sql.ts';
import { purges } from '../../server/purges.ts';
import { loadDomain } from '../../server/schema.ts';
import { demandOf, setDemandStage } from '../api/demands/stage.ts';
import { testStage } from '../kit/test-world.ts';

const MAIL = 'lin@forgotten.example';
const stage = testStage('prospects', setDemandStage);

interface Named {
  readonly customerId: string;
  readonly bindingId: string;
}

/** Invites a company that no other partner knows. */
async function invitedProspect(name: string): Promise<Named> {
  const { partnerBinding } = await stage.manager.mutate(
    'partnerBindingInvite',
    { prospect: { name, cloudAccount: `acc-${name}` }, type: 'ADVISORY', mail: MAIL, note: '林总' },
    'partnerBinding { id customer { id } }',
  );
  return { customerId: partnerBinding.customer.id, bindingId: partnerBinding.id };
}

let forgotten: Named;
let tagged: Named;

/** Moves the clock, fires what is due, and deletes what is over. */
async function purgedAfter(days: number): Promise<void> {
  const { world } = stage;
  world.clock.advance(days * DAY);
  await world.settle();
  const task = purges(world.deps, (await loadDomain()).entities);
  while ((await task.run()) > 0);
}

const known = async (): Promise<string[]> => {
  const { customers } = await stage.manager.ask(
    '{ customers(first: 20, filter: { status: [EXPIRED] }) { nodes { name } count { value } } }',
  );
  expect(customers.count.value).toBe(customers.nodes.length);
  return customers.nodes.map(({ name }: { name: string }) => name).sort();
};

beforeAll(async () => {
  forgotten = await invitedProspect('被遗忘');
  await invitedProspect('有需求');
  tagged = await invitedProspect('常跟进');
  await stage.manager.mutate(
    'noteAdd',
    { customerId: forgotten.customerId, text: '林总很忙' },
    'note { id }',
  );
  await stage.manager.mutate(
    'customerDemandCreate',
    demandOf(stage, {
      customerId: undefined,
      customer: { cloudAccount: 'acc-有需求', name: '有需求' },
    }),
  );
});

// Companies that never answered stayed for ever, with the addresses and notes of their people.
it('a prospect whose bindings lapsed is deleted a year after the last event', async () => {
  await purgedAfter(8);
  await purgedAfter(300);
  await stage.manager.mutate('customerSetTags', { id: tagged.customerId, tags: ['回访'] });
  await purgedAfter(64);
  expect(await known()).toEqual(['常跟进', '有需求', '被遗忘']);
  await purgedAfter(2);
  expect(await known()).toEqual(['常跟进', '有需求']);
});

it('with its bindings, notes and addresses, while the audit stays', async () => {
  const { world, manager, partner } = stage;
  const { nodes } = await manager.ask(
    `{ nodes(ids: ["${forgotten.customerId}", "${forgotten.bindingId}"]) { id } }`,
  );
  expect(nodes).toEqual([null, null]);
  const left = await world.rows(sql`
    select 'note' as at from note where text = '林总很忙'
    union all select 'binding' from partner_binding where customer_id = ${forgotten.customerId.slice(4)}
    union all select 'deadline' from deadline_outcome where label = '被遗忘'
    union all select 'event' from domain_event where subject_id = ${forgotten.bindingId.slice(4)} and detail::text like ${`%${MAIL}%`}
    union all select 'audit' from audit_entry where subject_id like ${`%${forgotten.bindingId.slice(4)}`} and detail::text like ${`%${MAIL}%`}`);
  expect(left).toEqual([]);
  const owner = await world.member(partner, 'csp.owner');
  const { auditEntries } = await owner.ask(
    `{ auditEntries(first: 20, filter: { subjectId: ["${forgotten.bindingId}"] }) { nodes { action } } }`,
  );
  expect(auditEntries.nodes).toContainEqual({ action: 'partnerBindingInvite' });
});

it('and its account is free for the next partner, as a new customer', async () => {
  const again = await invitedProspect('被遗忘');
  expect(again.customerId).not.toBe(forgotten.customerId);
  await purgedAfter(8);
  await purgedAfter(366);
  expect(await known()).toEqual(['有需求']);
});
