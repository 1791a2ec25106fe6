import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from '../../../server/platform/sql/sql.ts';
import { testWorld } from '../../kit/test-world.ts';
import { customerOf, MAIL } from '../bindings/fixtures.ts';
import { type BulkStage, bulk, jobOf, openBulkStage, outcomes } from './bulk-stage.ts';

const world = testWorld('bulk prospects');
let stage: BulkStage;

beforeAll(async () => {
  stage = await openBulkStage(world, 6);
});

const statusOf = async (id: string): Promise<string> =>
  (await stage.manager.ask('query($id: ID!) { customer(by: { id: $id }) { status } }', { id }))
    .customer.status;

describe('customers in bulk', () => {
  it('are pre-registered, except those that already are', async () => {
    const [first, second, third] = stage.customers as [string, string, string];
    await stage.manager.mutate('partnerBindingPreRegister', { customerId: first });
    const input = { ids: [first, second, third], note: '展会' };
    const { summary } = await bulk(stage.manager, 'partnerBindingsPreRegister', input, {
      validateOnly: true,
    });
    expect(summary).toMatchObject({ total: 3, accepted: 2, tried: 3 });
    expect(summary.refusals).toMatchObject([
      { code: 'BINDING_OPEN', count: 1, examples: [{ subjectId: first, label: '客户 01' }] },
    ]);
    expect(await statusOf(second)).toBe('PROSPECT');
    const { job } = await bulk(stage.manager, 'partnerBindingsPreRegister', input);
    expect(outcomes(job)).toEqual(['2 DONE', '1 REFUSED BINDING_OPEN']);
    expect(await statusOf(third)).toBe('PRE_REGISTERED');
    const { rows } = await jobOf(stage.manager, job.id);
    expect(rows.nodes.map((row: any) => row.subjectType)).toEqual(Array(3).fill('Customer'));
    const notes = await world.rows<{ note: string }>(
      sql`select note from partner_binding where customer_id = ${second.slice(4)}`,
    );
    expect(notes).toEqual([{ note: '展会' }]);
  });

  it('are invited by their contacts on file; one without a contact is left out', async () => {
    const [first] = stage.customers as [string];
    const contactless = await customerOf(world, '无联系人', [stage.partner], {
      contactMail: null,
      contactOnFile: false,
    });
    const { job } = await bulk(stage.manager, 'partnerBindingsInvite', {
      ids: [first, stage.customers[3], contactless, stage.foreign],
      type: 'AGENCY',
      note: '请接受',
    });
    expect(outcomes(job)).toEqual([
      '2 DONE',
      '1 REFUSED INVITE_MAIL_REQUIRED',
      '1 REFUSED NOT_FOUND',
    ]);
    for (const id of [first, stage.customers[3]!]) {
      expect(await statusOf(id)).toBe('INVITED');
      const { customer } = await stage.manager.ask(
        'query($id: ID!) { customer(by: { id: $id }) { binding { type inviteMail note } } }',
        { id },
      );
      // The partner does not learn the address of the contact.
      expect(customer.binding).toEqual({ type: 'AGENCY', inviteMail: null, note: '请接受' });
    }
    const mails = await world.rows(sql`
      select recipient_mail as mail, template from outbox_message where template = 'bindingInvite'`);
    expect(mails).toEqual(Array(2).fill({ mail: MAIL, template: 'bindingInvite' }));
    await stage.manager.mutate(
      'partnerBindingInvite',
      { customerId: contactless, type: 'ADVISORY', mail: 'new@example.com' },
      'partnerBinding { id }',
    );
    expect(await statusOf(contactless)).toBe('INVITED');
  });

  it('stay within the sight of a rep', async () => {
    const { errors } = await stage.rep.run(
      `mutation($ids: [ID!]!) { partnerBindingsInvite(input: { ids: $ids, type: ADVISORY }, idempotencyKey: "r") { job { id } } }`,
      { ids: [stage.customers[4]] },
    );
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await statusOf(stage.customers[4]!)).toBe('PROSPECT');
  });

  it('are refused as a whole without any row that can be done', async () => {
    const { userErrors } = await bulk(stage.manager, 'partnerBindingsPreRegister', {
      ids: [stage.customers[0]],
    });
    expect(userErrors).toEqual([{ code: 'BINDING_OPEN', field: null, params: [] }]);
  });
});

describe('bindings in bulk', () => {
  it('get their mails again, where the state allows it', async () => {
    const { partnerBindings } = await stage.manager.ask(
      '{ partnerBindings(first: 50) { nodes { id status } } }',
    );
    world.clock.advance(5 * 60_000);
    const { job } = await bulk(stage.manager, 'partnerBindingsResend', {
      ids: partnerBindings.nodes.map((row: { id: string }) => row.id),
    });
    expect(outcomes(job).toSorted()).toEqual(['2 REFUSED NOT_IN_THIS_STATE', '3 DONE']);
  });
});
