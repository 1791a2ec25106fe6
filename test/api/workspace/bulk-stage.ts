import type { Caller, Organization, World } from '../../kit/world.ts';
import { customerOf, partnerOf } from '../bindings/fixtures.ts';

/** A partner with members and customers, and another partner's customer. */
export interface BulkStage {
  readonly world: World;
  readonly partner: Organization;
  readonly manager: Caller;
  readonly rep: Caller;
  /** Global ids of the partner's customers, by name 客户 01, 客户 02 … */
  readonly customers: readonly string[];
  /** A customer that the partner cannot see. */
  readonly foreign: string;
}

export async function openBulkStage(world: World, count: number): Promise<BulkStage> {
  const partner = await partnerOf(world, '云帆科技');
  const other = await partnerOf(world, '别家');
  const [manager, rep] = await Promise.all([
    world.member(partner, 'csp.manager', '李明'),
    world.member(partner, 'csp.rep', '王芳'),
  ]);
  const customers: string[] = [];
  for (let i = 1; i <= count; i++)
    customers.push(await customerOf(world, `客户 ${String(i).padStart(2, '0')}`, [partner]));
  return {
    world,
    partner,
    manager,
    rep,
    customers,
    foreign: await customerOf(world, '别家的客户', [other]),
  };
}

export const SUMMARY =
  'summary { total accepted tried worth { kind amount { amount } } refusals { code count message examples { subjectId label params { key value } } } }';
export const JOB = `job { id kind action status total done isMine requesterName
  results { outcome code count } viewerActions { name enabled reasonCode } }`;

let keys = 0;

/** Sends a bulk action or its preview; returns the whole payload. */
export async function bulk(
  caller: Caller,
  name: string,
  input: object,
  { validateOnly = false, key = `bulk-${keys++}` } = {},
): Promise<any> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await caller.ask(
    `mutation($input: ${type}!, $key: ID!, $dry: Boolean) {
      ${name}(input: $input, idempotencyKey: $key, validateOnly: $dry) {
        ${JOB} ${SUMMARY} userErrors { code field params { key value } } } }`,
    { input, key, dry: validateOnly },
  );
  return data[name];
}

/** A job as a viewer sees it, with its rows; null if the viewer cannot see it. */
export async function jobOf(caller: Caller, id: string): Promise<any> {
  const { job } = await caller.ask(
    `query($id: ID!) { job(by: { id: $id }) { status total done results { outcome code count }
      rows(first: 100) { nodes { subjectId subjectType label position outcome code params { key value } } count { value } }
      undoes { id } viewerActions { name enabled reasonCode } } }`,
    { id },
  );
  return job;
}

export const managerOf = async (caller: Caller, id: string): Promise<string | null> => {
  const { customer } = await caller.ask(
    'query($id: ID!) { customer(by: { id: $id }) { accountManager { id } } }',
    { id },
  );
  return customer.accountManager?.id ?? null;
};

export const tagsOf = async (caller: Caller, id: string): Promise<string[]> => {
  const { customer } = await caller.ask('query($id: ID!) { customer(by: { id: $id }) { tags } }', {
    id,
  });
  return customer.tags;
};

export const outcomes = (job: {
  results: { outcome: string; code: string | null; count: number }[];
}) => job.results.map(({ outcome, code, count }) => `${count} ${outcome}${code ? ` ${code}` : ''}`);
