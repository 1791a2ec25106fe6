import { beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../server/platform/clock.ts';
import { customerOf, invited, partnerOf } from '../api/bindings/fixtures.ts';
import { testWorld } from '../kit/test-world.ts';
import type { Caller, Organization } from '../kit/world.ts';

const MINUTE = 60_000;

const world = testWorld('mail limits');
let acme: Organization;
let rival: Organization;
let owner: Caller;
let rivalOwner: Caller;

beforeAll(async () => {
  acme = await partnerOf(world, '云帆科技');
  rival = await partnerOf(world, '云衡数据');
  owner = await world.member(acme, 'csp.owner');
  rivalOwner = await world.member(rival, 'csp.owner');
  const operator = await world.member(await world.organization('OPERATOR', '云商店'), 'operator');
  await operator.mutate('policySet', { key: 'mail.daily', value: '4', reason: 'a test' });
  world.clock.advance(MINUTE);
});

const actionOf = async (caller: Caller, id: string, name: string) => {
  const { node } = await caller.ask(
    `{ node(id: "${id}") { ... on PartnerBinding { viewerActions { name enabled reasonCode reasonParams { key value } } } } }`,
  );
  return node.viewerActions.find((action: { name: string }) => action.name === name);
};
const memberNamed = (mail: string) => ({ name: '许诺', mail, role: 'CSP_FINANCE' });

// A partner could mail the same stranger in a loop, in the name of the marketplace.
describe('mails that an organization asks for', () => {
  it('about the same record pause for five minutes, and the button says so', async () => {
    const { id } = await invited(world, owner, await customerOf(world, '东方制造', [acme]));
    await owner.cannot('partnerBindingResend', { id }, 'MAIL_TOO_SOON');
    expect(await actionOf(owner, id, 'resend')).toEqual({
      name: 'resend',
      enabled: false,
      reasonCode: 'MAIL_TOO_SOON',
      reasonParams: [{ key: 'minutes', value: '5' }],
    });
    world.clock.advance(5 * MINUTE);
    await owner.mutate('partnerBindingResend', { id });
    await owner.cannot('partnerBindingResend', { id }, 'MAIL_TOO_SOON');
  });

  it('end with the number of a day, for every kind of mail and this organization alone', async () => {
    const pending = await owner.mutate('partnerBindingPreRegister', {
      customerId: await customerOf(world, '北辰网络', [acme]),
    });
    await owner.mutate('memberInvite', memberNamed('xu@example.com'));
    await invited(world, owner, await customerOf(world, '南山软件', [acme]));
    const input = { customerId: await customerOf(world, '西岭物流', [acme]), type: 'ADVISORY' };
    await owner.cannot('partnerBindingInvite', input, 'MAIL_LIMIT_REACHED');
    await owner.cannot('memberInvite', memberNamed('wu@example.com'), 'MAIL_LIMIT_REACHED');
    expect(await actionOf(owner, pending.id, 'invite')).toMatchObject({
      reasonCode: 'MAIL_LIMIT_REACHED',
      reasonParams: [{ key: 'limit', value: '4' }],
    });
    await invited(world, rivalOwner, await customerOf(world, '中原化工', [rival]));
    world.clock.advance(DAY);
    await owner.mutate('partnerBindingInvite', input);
  });
});
