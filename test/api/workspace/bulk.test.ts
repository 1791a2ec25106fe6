import { beforeAll, describe, expect, it } from '@jest/globals';
import { jobLife } from '../../../server/modules/workspace/job/job.life.ts';
import { sql } from '../../../server/platform/sql/sql.ts';
import { byFiring, describeMatrix } from '../../kit/matrix.ts';
import { testWorld } from '../../kit/test-world.ts';
import { customerOf, MAIL } from '../bindings/fixtures.ts';
import {
  type BulkStage,
  bulk,
  jobOf,
  managerOf,
  openBulkStage,
  outcomes,
  tagsOf,
} from './bulk-stage.ts';

const world = testWorld('bulk');
let stage: BulkStage;
/** The job of the matrix. */
let jobId: string;

beforeAll(async () => {
  stage = await openBulkStage(world, 6);
  const ids = stage.customers.slice(5);
  jobId = (await bulk(stage.manager, 'customersAddTags', { ids, tags: ['矩阵'] })).job.id;
});

const rep = (): string => `mem_${stage.rep.viewer.memberId}`;
const undoOf = (job: any) => job.viewerActions.find((a: { name: string }) => a.name === 'undo');

describe('a bulk action', () => {
  it('runs within the request if it is small, row by row as the caller', async () => {
    const ids = stage.customers.slice(0, 3);
    const { job, userErrors } = await bulk(stage.manager, 'customersAssignManager', {
      ids,
      memberId: rep(),
    });
    expect(userErrors).toEqual([]);
    expect(job).toMatchObject({
      ...{ kind: 'BULK_ACTION', action: 'customerAssignManager', status: 'SUCCEEDED' },
      ...{ total: 3, done: 3, isMine: true, requesterName: '李明' },
    });
    for (const id of ids) expect(await managerOf(stage.manager, id)).toBe(rep());
    const lines = await world.rows<{ name: string; subject: string }>(sql`
      select actor_name as name, subject_id as subject from audit_entry where action = 'customerAssignManager' order by subject_id`);
    expect(lines).toEqual(
      ids
        .map((id) => ({ name: '李明', subject: id.slice(4) }))
        .sort((a, b) => a.subject.localeCompare(b.subject)),
    );
  });

  it('restores all rows, except rows changed by others since', async () => {
    const { job } = await bulk(stage.manager, 'customersAssignManager', {
      ids: stage.customers.slice(0, 4),
      memberId: `mem_${stage.manager.viewer.memberId}`,
    });
    await stage.manager.mutate('customerAssignManager', { id: stage.customers[1], memberId: null });
    const undone = await stage.manager.mutate(
      'jobUndo',
      { id: job.id },
      `job { id kind status results { outcome code count } }`,
    );
    expect(undone.job.kind).toBe('UNDO');
    expect(undone.job.status).toBe('PARTIAL');
    expect(outcomes(undone.job)).toEqual(['3 DONE', '1 REFUSED CHANGED_SINCE']);
    expect(await managerOf(stage.manager, stage.customers[0]!)).toBe(rep());
    expect(await managerOf(stage.manager, stage.customers[1]!)).toBeNull();
    expect(await managerOf(stage.manager, stage.customers[3]!)).toBeNull();
    expect(undoOf(await jobOf(stage.manager, job.id))).toMatchObject({
      enabled: false,
      reasonCode: 'ALREADY_UNDONE',
    });
    await stage.manager.cannot('jobUndo', { id: job.id }, 'ALREADY_UNDONE');
    expect((await jobOf(stage.manager, undone.job.id)).undoes.id).toBe(job.id);
  });

  it('adds labels, and its undo removes only those', async () => {
    await stage.manager.mutate('customerSetTags', {
      id: stage.customers[0],
      tags: ['重点', '华南'],
    });
    const { job } = await bulk(stage.manager, 'customersAddTags', {
      ids: stage.customers.slice(0, 2),
      tags: ['重点', '续约'],
    });
    expect(await tagsOf(stage.manager, stage.customers[0]!)).toEqual(['重点', '华南', '续约']);
    await stage.manager.mutate('customerAddTags', { id: stage.customers[0], tags: ['新'] });
    await stage.manager.mutate('jobUndo', { id: job.id });
    expect(await tagsOf(stage.manager, stage.customers[0]!)).toEqual(['重点', '华南', '新']);
    expect(await tagsOf(stage.manager, stage.customers[1]!)).toEqual([]);
    const removed = await bulk(stage.manager, 'customersRemoveTags', {
      ids: stage.customers.slice(0, 2),
      tags: ['华南'],
    });
    expect(await tagsOf(stage.manager, stage.customers[0]!)).toEqual(['重点', '新']);
    await stage.manager.mutate('jobUndo', { id: removed.job.id });
    expect(await tagsOf(stage.manager, stage.customers[0]!)).toEqual(['重点', '新', '华南']);
  });

  it("covers all rows of a filter, within the caller's sight, as they were at that moment", async () => {
    await stage.manager.mutate('customerSetTags', { id: stage.customers[4], tags: ['批量'] });
    await stage.manager.mutate('customerAssignManager', {
      id: stage.customers[4],
      memberId: rep(),
    });
    await stage.manager.mutate('customerSetTags', { id: stage.customers[5], tags: ['批量'] });
    await stage.manager.mutate('customerAssignManager', { id: stage.customers[5], memberId: null });
    const filter = { tags: ['批量'] };
    expect(
      (await bulk(stage.manager, 'customersAddTags', { filter, tags: ['甲'] })).job.total,
    ).toBe(2);
    const own = await bulk(stage.rep, 'customersAddTags', { filter, tags: ['乙'] });
    expect(own.job.total).toBe(1);
    expect(await tagsOf(stage.manager, stage.customers[5]!)).toEqual(['批量', '甲']);
    // The action itself removes its rows from the filter; none is skipped for that.
    const gone = await bulk(stage.manager, 'customersRemoveTags', { filter, tags: ['批量'] });
    expect(outcomes(gone.job)).toEqual(['2 DONE']);
    expect(
      (await bulk(stage.manager, 'customersRemoveTags', { filter, tags: ['批量'] })).userErrors,
    ).toMatchObject([{ code: 'NOTHING_SELECTED', field: ['filter'] }]);
  });

  it("reports rows out of the caller's sight as not found", async () => {
    const { job } = await bulk(stage.manager, 'customersAddTags', {
      ids: [stage.customers[0], stage.foreign, `cus_${stage.partner.id}`],
      tags: ['丙'],
    });
    expect(job.status).toBe('PARTIAL');
    expect(outcomes(job)).toEqual(['1 DONE', '2 REFUSED NOT_FOUND']);
    const { rows } = await jobOf(stage.manager, job.id);
    expect(rows.nodes.map((row: any) => [row.subjectId, row.label, row.outcome])).toEqual([
      [stage.customers[0], '客户 01', 'DONE'],
      [stage.foreign, null, 'REFUSED'],
      [`cus_${stage.partner.id}`, null, 'REFUSED'],
    ]);
    const { errors } = await stage.manager.run(
      `mutation($ids: [ID!]!) { customersAddTags(input: { ids: $ids, tags: ["丙"] }, idempotencyKey: "x") { job { id } } }`,
      { ids: [stage.foreign] },
    );
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('previews its outcome without a change', async () => {
    await stage.manager.mutate('customerSetTags', {
      id: stage.customers[3],
      tags: Array.from({ length: 20 }, (_, i) => `t${i}`),
    });
    const before = await world.rows(sql`select count(*) from job`);
    const { summary, job } = await bulk(
      stage.manager,
      'customersAddTags',
      { ids: [...stage.customers, stage.foreign], tags: ['丁'] },
      { validateOnly: true },
    );
    expect(job).toBeNull();
    expect(summary).toMatchObject({ total: 7, accepted: 5, tried: 7 });
    expect(summary.refusals).toMatchObject([
      {
        code: 'TOO_MANY',
        count: 1,
        examples: [{ subjectId: stage.customers[3], label: '客户 04' }],
      },
      { code: 'NOT_FOUND', count: 1, examples: [{ subjectId: stage.foreign, label: null }] },
    ]);
    expect(await tagsOf(stage.manager, stage.customers[5]!)).not.toContain('丁');
    expect(await world.rows(sql`select count(*) from job`)).toEqual(before);
  });

  it('is refused as a whole if no row would be accepted', async () => {
    const { userErrors, job } = await bulk(stage.manager, 'customersAssignManager', {
      ids: stage.customers,
      memberId: `mem_${stage.foreign.slice(4)}`,
    });
    expect(job).toBeNull();
    expect(userErrors).toEqual([{ code: 'MEMBER_UNKNOWN', field: ['memberId'], params: [] }]);
  });

  it('runs once per key', async () => {
    const input = { ids: stage.customers.slice(0, 2), tags: ['戊'] };
    const [one, two] = [
      await bulk(stage.manager, 'customersAddTags', input, { key: 'same' }),
      await bulk(stage.manager, 'customersAddTags', input, { key: 'same' }),
    ];
    expect(two.job.id).toBe(one.job.id);
  });

  it('is visible to the organization, to reps only if it is their own, and to no one else', async () => {
    const { job } = await bulk(stage.manager, 'customersAddTags', {
      ids: stage.customers.slice(0, 1),
      tags: ['己'],
    });
    const owner = await world.member(stage.partner, 'csp.owner');
    const stranger = await world.member(await world.organization('PARTNER', '路人'), 'csp.owner');
    expect(await jobOf(owner, job.id)).not.toBeNull();
    expect(await jobOf(stage.rep, job.id)).toBeNull();
    expect(await jobOf(stranger, job.id)).toBeNull();
    const mine = await stage.rep.ask(
      '{ jobs(first: 50, filter: { isMine: true }) { nodes { requesterName isMine } } }',
    );
    expect(mine.jobs.nodes).toEqual([{ requesterName: '王芳', isMine: true }]);
    expect(
      (
        await stranger.run(
          'mutation($id: ID!) { jobCancel(input: { id: $id }, idempotencyKey: "c") { job { id } } }',
          { id: job.id },
        )
      ).errors?.[0]?.extensions.code,
    ).toBe('NOT_FOUND');
  });

  it('accepts either ids or a filter', async () => {
    for (const input of [{ tags: ['x'] }, { ids: stage.customers, filter: {}, tags: ['x'] }]) {
      const { errors } = await stage.manager.run(
        'mutation($input: CustomersAddTagsInput!) { customersAddTags(input: $input, idempotencyKey: "e") { job { id } } }',
        { input },
      );
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('shows a code of an earlier version as an unknown reason, in both executions', async () => {
    const { job } = await bulk(stage.manager, 'customersAddTags', {
      ids: [stage.customers[0], stage.foreign],
      tags: ['旧'],
    });
    for (const results of [null, '[{"outcome":"REFUSED","code":"GONE","count":1}]'])
      await world.rows(sql`
        with r as (update job_row set code = 'GONE' where outcome = 'REFUSED' and job_id = ${job.id.slice(4)} returning job_id)
        update job set results = ${results}::jsonb where id = (select job_id from r limit 1) returning id`);
    const { job: old } = await stage.manager.ask(
      'query($id: ID!) { job(by: { id: $id }) { results { code } rows(first: 9, filter: { outcome: [REFUSED] }) { nodes { code } } } }',
      { id: job.id },
    );
    expect(old).toEqual({
      results: [{ code: 'UNKNOWN_REASON' }],
      rows: { nodes: [{ code: 'UNKNOWN_REASON' }] },
    });
  });
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
      { ids: [stage.customers[5]] },
    );
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await statusOf(stage.customers[5]!)).toBe('PROSPECT');
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

const OPEN = 'finished_at = null';
const OVER = 'finished_at = now()';

/** The final state of a job depends on its rows; here all of them succeed. */
describeMatrix(
  jobLife,
  {
    start: { QUEUED: 'RUNNING' },
    finish: { RUNNING: 'SUCCEEDED' },
    check: { RUNNING: 'CHECKED' },
    remap: { CHECKED: 'RUNNING' },
    commit: { CHECKED: 'NOTHING_TO_IMPORT' },
    cancel: { QUEUED: 'CANCELLED', RUNNING: 'CANCELLED', CHECKED: 'CANCELLED' },
    undo: { SUCCEEDED: 'SUCCEEDED', PARTIAL: 'PARTIAL', CANCELLED: 'CANCELLED' },
  },
  byFiring({
    world: () => world,
    id: () => jobId,
    // Every member may export, so that only other sides fire nothing.
    outsider: 'buyer',
    by: (event) => (['start', 'finish', 'check'].includes(event) ? null : stage.manager.viewer),
    facts: {
      QUEUED: OPEN,
      RUNNING: OPEN,
      CHECKED: OPEN,
      SUCCEEDED: OVER,
      PARTIAL: OVER,
      FAILED: OVER,
      CANCELLED: OVER,
      EXPIRED: OVER,
    },
  }),
);
