import { beforeAll, expect, it } from '@jest/globals';
import { DAY, HOUR } from '../../server/platform/clock.ts';
import { customerOf, partnerOf } from '../api/bindings/fixtures.ts';
import { testWorld } from '../kit/test-world.ts';
import type { Caller } from '../kit/world.ts';

const world = testWorld('tried accounts');
let rival: Caller;
let owner: Caller;
let operator: Caller;

beforeAll(async () => {
  rival = await world.member(await partnerOf(world, '海川数科'), 'csp.owner');
  owner = await world.member(await partnerOf(world, '云帆科技'), 'csp.owner');
  operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
});

const INVITE = `mutation($input: PartnerBindingInviteInput!, $isTrial: Boolean!) {
  partnerBindingInvite(input: $input, validateOnly: $isTrial, idempotencyKey: "k") { userErrors { code } } }`;

/** The codes of an invitation, or of its dry run. */
async function tried(cloudAccount: string, isTrial = true): Promise<string[]> {
  const prospect = { name: '东方制造', cloudAccount };
  const input = { prospect, type: 'ADVISORY', mail: 'a@customer.example' };
  const { partnerBindingInvite } = await rival.ask(INVITE, { input, isTrial });
  return partnerBindingInvite.userErrors.map(({ code }: { code: string }) => code);
}

const traces = async (): Promise<string[]> => {
  const { auditEntries } = await rival.ask(
    '{ auditEntries(first: 20, filter: { action: ["prospectLookUp"] }) { nodes { detail } } }',
  );
  const accounts = auditEntries.nodes.map(({ detail }: any) => JSON.parse(detail).cloudAccount);
  return accounts.sort();
};

// Dry runs told which companies are customers of a rival, without a limit and without a line in the audit.
it('a partner that tries accounts without a result is audited and limited', async () => {
  await customerOf(world, '东方制造', [], { cloudAccount: 'taken' });
  await owner.mutate('partnerBindingPreRegister', {
    prospect: { name: '东方制造', cloudAccount: 'TAKEN' },
  });
  await operator.mutate('policySet', {
    key: 'binding.prospects',
    value: '2',
    reason: '试探',
  });
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

it('a successful invitation counts as none', async () => {
  world.clock.advance(DAY + HOUR);
  const before = (await traces()).length;
  expect(await tried('own', false)).toEqual([]);
  expect(await traces()).toHaveLength(before);
});
