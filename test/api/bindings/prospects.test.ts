import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../../server/platform/clock.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { purges } from '../../../server/purges.ts';
import { loadDomain } from '../../../server/schema.ts';
import { testStage } from '../../kit/test-world.ts';
import { audited } from '../../kit/traces.ts';
import type { Caller } from '../../kit/world.ts';
import { demandOf, setDemandStage } from '../demands/stage.ts';
import { customerOf, partnerOf, statusOf } from './fixtures.ts';

const stage = testStage('prospects', setDemandStage);
let rival: Caller;
let owner: Caller;

beforeAll(async () => {
  const { world, partner } = stage;
  rival = await world.member(await partnerOf(world, '海川数科'), 'csp.owner');
  owner = await world.member(partner, 'csp.owner');
});

async function pass(days: number): Promise<void> {
  stage.world.clock.advance(days * DAY);
  await stage.world.settle();
}
const prospect = (name: string, cloudAccount: string) => ({ prospect: { name, cloudAccount } });
const namesOf = async (who: Caller, filter = ''): Promise<string[]> => {
  const { customers } = await who.ask(
    `{ customers(first: 50${filter}) { nodes { name } count { value } } }`,
  );
  expect(customers.count.value).toBe(customers.nodes.length);
  return customers.nodes.map(({ name }: { name: string }) => name).sort();
};

// The first partner to name an account decided its name for all: those with the right one were refused for ever.
describe('the name of an account', () => {
  it('is free for the next partner once the bindings of the first one lapsed', async () => {
    const wrong = prospect('x', 'BigCorp');
    const right = prospect('大型集团', 'BigCorp');
    const squatted = await rival.mutate('partnerBindingPreRegister', wrong);
    await owner.cannot('partnerBindingPreRegister', right, 'ACCOUNT_OF_ANOTHER_NAME');
    await pass(16);
    expect(await statusOf(rival, squatted.id)).toBe('EXPIRED');
    const { id } = await owner.mutate('partnerBindingPreRegister', right);
    expect(await statusOf(owner, id)).toBe('PRE_REGISTERED');
    // The first partner learns nothing of it, and its name no longer leads to the account.
    expect(await namesOf(rival)).toEqual(['x']);
    expect(await namesOf(owner)).toContain('大型集团');
    await rival.cannot('partnerBindingPreRegister', wrong, 'ACCOUNT_OF_ANOTHER_NAME');
  });

  it('is corrected by an operator, with a reason', async () => {
    const { operator, world } = stage;
    await rival.mutate('partnerBindingPreRegister', prospect('y', 'giant'));
    const right = prospect('巨人科技', 'giant');
    await owner.cannot('partnerBindingPreRegister', right, 'ACCOUNT_OF_ANOTHER_NAME');
    const { customers } = await operator.ask(
      '{ customers(first: 1, filter: { search: "giant" }) { nodes { id } } }',
    );
    const [{ id }] = customers.nodes;
    const correct = { id, name: '巨人科技', cloudAccount: 'Giant', reason: '营业执照' };
    const taken = { ...correct, cloudAccount: 'bigcorp' };
    await operator.cannot('customerCorrect', taken, 'ACCOUNT_TAKEN');
    await operator.mutate('customerCorrect', correct);
    // The first partner keeps its pre-registration, under the right name.
    await owner.cannot('partnerBindingPreRegister', right, 'PRE_REGISTERED_ELSEWHERE');
    expect(await namesOf(rival)).toContain('巨人科技');
    const [line] = await audited(world, 'customerCorrect', id);
    expect(line!.detail.former).toEqual({ name: 'y', cloudAccount: 'giant' });
    await world.rows(sql`update customer set source = 'UPSTREAM' where id = ${id.slice(4)}`);
    await operator.cannot('customerCorrect', correct, 'CUSTOMER_FROM_UPSTREAM');
  });

  it.each([
    ['known', "upstream_id = 'u-1', source = 'UPSTREAM'"],
    ['listed', "source = 'IMPORT'"],
    ['filed', "contact_mail = 'a@b.example', contact_on_file = true, contact_source = 'OPERATOR'"],
  ])('stays if the marketplace knows its customer: %s', async (account, facts) => {
    await rival.mutate('partnerBindingPreRegister', prospect('先到', account));
    await stage.world.rows(
      sql`update customer set ${sql.raw(facts)} where cloud_account = ${account}`,
    );
    await pass(16);
    const other = prospect('后到', account);
    await owner.cannot('partnerBindingPreRegister', other, 'ACCOUNT_OF_ANOTHER_NAME');
  });
});

// Dry runs told which companies are customers of a rival, without a limit and without a line in the audit.
describe('accounts that a partner tries without a result', () => {
  const INVITE = `mutation($input: PartnerBindingInviteInput!, $isTrial: Boolean!) {
    partnerBindingInvite(input: $input, validateOnly: $isTrial, idempotencyKey: "k") { userErrors { code } } }`;
  let spy: Caller;

  /** The codes of an invitation, or of its dry run. */
  async function tried(cloudAccount: string, isTrial = true): Promise<string[]> {
    const input = {
      ...prospect('东方制造', cloudAccount),
      type: 'ADVISORY',
      mail: 'a@customer.example',
    };
    const { partnerBindingInvite } = await spy.ask(INVITE, { input, isTrial });
    return partnerBindingInvite.userErrors.map(({ code }: { code: string }) => code);
  }
  const traces = async (): Promise<string[]> =>
    (await audited(stage.world, 'prospectLookUp'))
      .map(({ detail }) => detail.cloudAccount)
      .filter((account) => ['taken', 'free', 'next', 'own'].includes(account))
      .sort();

  it('are audited and limited', async () => {
    const { world, operator } = stage;
    spy = await world.member(await partnerOf(world, '试探科技'), 'csp.owner');
    await customerOf(world, '东方制造', [], { cloudAccount: 'taken' });
    await owner.mutate('partnerBindingPreRegister', prospect('东方制造', 'TAKEN'));
    const limit = { key: 'binding.prospects', value: '2', reason: '试探' };
    await operator.mutate('policySet', limit);
    world.clock.advance(HOUR);
    expect(await tried('Taken')).toEqual(['PRE_REGISTERED_ELSEWHERE']);
    expect(await tried('taken', false)).toEqual(['PRE_REGISTERED_ELSEWHERE']);
    expect(await tried('free')).toEqual([]);
    expect(await tried('next')).toEqual(['PROSPECT_LIMIT_REACHED']);
    // An account that was tried before tells nothing new.
    expect(await tried('taken')).toEqual(['PRE_REGISTERED_ELSEWHERE']);
    expect(await traces()).toEqual(['free', 'taken', 'taken', 'taken']);
    world.clock.advance(DAY + HOUR);
    expect(await tried('next')).toEqual([]);
  });

  it('are not those of a successful invitation', async () => {
    stage.world.clock.advance(DAY + HOUR);
    const before = await traces();
    expect(await tried('own', false)).toEqual([]);
    expect(await traces()).toEqual(before);
  });
});

// Companies that never answered stayed for ever, with the addresses and notes of their people.
describe('a prospect whose bindings lapsed', () => {
  const MAIL = 'lin@forgotten.example';
  interface Named {
    readonly customerId: string;
    readonly bindingId: string;
  }
  let forgotten: Named;

  /** Invites a company that no other partner knows. */
  async function invitedProspect(name: string): Promise<Named> {
    const { partnerBinding } = await stage.manager.mutate(
      'partnerBindingInvite',
      { ...prospect(name, `acc-${name}`), type: 'ADVISORY', mail: MAIL, note: '林总' },
      'partnerBinding { id customer { id } }',
    );
    return { customerId: partnerBinding.customer.id, bindingId: partnerBinding.id };
  }
  /** Moves the clock, fires what is due, and deletes what is over. */
  async function purgedAfter(days: number): Promise<void> {
    await pass(days);
    const task = purges(stage.world.deps, (await loadDomain()).entities);
    while ((await task.run()) > 0);
  }
  const known = async (): Promise<string[]> =>
    (await namesOf(stage.manager, ', filter: { status: [EXPIRED] }')).filter((name) =>
      ['被遗忘', '有需求', '常跟进'].includes(name),
    );

  it('is deleted a year after the last event', async () => {
    const { manager } = stage;
    forgotten = await invitedProspect('被遗忘');
    await invitedProspect('有需求');
    const tagged = await invitedProspect('常跟进');
    await manager.mutate('noteAdd', { customerId: forgotten.customerId, text: '林总很忙' });
    const customer = { cloudAccount: 'acc-有需求', name: '有需求' };
    const demand = demandOf(stage, { customerId: undefined, customer });
    await manager.mutate('customerDemandCreate', demand);
    await purgedAfter(8);
    await purgedAfter(300);
    await manager.mutate('customerSetTags', { id: tagged.customerId, tags: ['回访'] });
    await purgedAfter(64);
    expect(await known()).toEqual(['常跟进', '有需求', '被遗忘']);
    await purgedAfter(2);
    expect(await known()).toEqual(['常跟进', '有需求']);
  });

  it('takes its bindings, notes and addresses along, while the audit stays', async () => {
    const { customerId, bindingId } = forgotten;
    for (const id of [customerId, bindingId]) await stage.manager.sees(id, null);
    const left = await stage.world.rows(sql`
      select 'note' as at from note where text = '林总很忙'
      union all select 'binding' from partner_binding where customer_id = ${customerId.slice(4)}
      union all select 'deadline' from deadline_outcome where label = '被遗忘'
      union all select 'event' from domain_event where subject_id = ${bindingId.slice(4)} and detail::text like ${`%${MAIL}%`}
      union all select 'audit' from audit_entry where subject_id like ${`%${bindingId.slice(4)}`} and detail::text like ${`%${MAIL}%`}`);
    expect(left).toEqual([]);
    expect(await audited(stage.world, 'partnerBindingInvite', bindingId)).toHaveLength(1);
  });

  it('leaves its account to the next partner, as a new customer', async () => {
    const again = await invitedProspect('被遗忘');
    expect(again.customerId).not.toBe(forgotten.customerId);
    await purgedAfter(8);
    await purgedAfter(366);
    expect(await known()).toEqual(['有需求']);
  });
});
