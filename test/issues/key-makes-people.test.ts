import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../server/platform/sql/sql.ts';
import { testWorld } from '../kit/test-world.ts';
import type { Caller, Organization } from '../kit/world.ts';

const world = testWorld('key makes people');
let acme: Organization;
let owner: Caller;
let operator: Caller;

beforeAll(async () => {
  acme = await world.organization('PARTNER', '云帆科技');
  owner = await world.member(acme, 'csp.owner', '林悦');
  operator = await world.member(await world.organization('OPERATOR', '云商店运营'), 'operator');
});

/** A program with a key of the caller's role and all scopes. */
const keyOf = ({ viewer: { hasFreshProof, ...viewer } }: Caller): Caller =>
  world.as({ ...viewer, via: 'API_KEY', actorName: 'ERP', memberId: null });

const inviting = (role: string) => ({ name: '某人', mail: `${role}@example.com`, role });

// A stolen key once invited its thief as owner or operator, who stayed when the key was revoked.
describe('a key', () => {
  it('makes, changes and ends no member and no organization, whatever its scopes', async () => {
    const [byOwner, byOperator] = [keyOf(owner), keyOf(operator)];
    const colleague = await world.member(acme, 'csp.finance');
    const id = `mem_${colleague.viewer.memberId}`;
    const { id: invitation } = await owner.mutate('memberInvite', inviting('CSP_REP'));
    const company = {
      kind: 'OPERATOR',
      name: '甲',
      code: 'THIEF',
      ownerName: '某人',
      ownerMail: 'thief@example.com',
    };
    const org = { id: `org_${acme.id}`, reason: 'x' };
    const attempts: [Caller, string, object][] = [
      [byOwner, 'memberInvite', inviting('CSP_OWNER')],
      [byOwner, 'memberChangeRole', { id, role: 'CSP_OWNER' }],
      [byOwner, 'memberSuspend', { id }],
      [byOwner, 'memberReinstate', { id }],
      [byOwner, 'memberInvitationResend', { id: invitation }],
      [byOwner, 'memberInvitationRevoke', { id: invitation }],
      [byOperator, 'memberInvite', inviting('OPERATOR')],
      [byOperator, 'organizationCreate', company],
      [byOperator, 'organizationSuspend', org],
      [byOperator, 'organizationReinstate', org],
      [byOperator, 'policySet', { key: 'binding.invite', value: '9', reason: 'x' }],
      [byOperator, 'partnerCertify', { id: `ptn_${acme.id}`, reason: 'x' }],
    ];
    for (const [caller, mutation, input] of attempts)
      expect([mutation, await caller.refused(mutation, { ...input })]).toEqual([
        mutation,
        ['PERSON_REQUIRED'],
      ]);
    const rows = await world.rows(sql`
      select mail from member_invitation where mail <> 'csp_rep@example.com'
      union all select code from organization where code = 'THIEF'`);
    expect(rows).toEqual([]);
  });

  it('is refused in a dry run, too', async () => {
    const { memberInvite } = await keyOf(owner).ask(
      `mutation { memberInvite(validateOnly: true, idempotencyKey: "x", input: { name: "a", mail: "a@example.com", role: CSP_REP }) {
        userErrors { code } } }`,
    );
    expect(memberInvite.userErrors).toEqual([{ code: 'PERSON_REQUIRED' }]);
  });

  it('discloses no contact: a person does, with fresh proof', async () => {
    const input = '{ id: "cus_00000000-0000-7000-8000-000000000001", reason: "x" }';
    const document = `mutation { customerRevealContact(input: ${input}) { contact { mail } userErrors { code } } }`;
    const { customerRevealContact } = await keyOf(owner).ask(document);
    expect(customerRevealContact).toEqual({
      contact: null,
      userErrors: [{ code: 'PERSON_REQUIRED' }],
    });
    const { errors } = await world.as({ ...owner.viewer, hasFreshProof: false }).run(document);
    expect(errors?.[0]?.extensions.code).toBe('FRESH_PROOF_REQUIRED');
  });
});
