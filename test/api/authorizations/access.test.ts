import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Sql, sql } from '../../../server/platform/sql/sql.ts';
import type { Viewer } from '../../../server/platform/viewer.ts';
import { actionsOf, answers } from '../../kit/answers.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import { bound } from '../bindings/fixtures.ts';
import {
  freshProduct,
  granted,
  grantedJoint,
  jointRequest,
  requested,
  seen,
  setStage,
} from './stage.ts';

const stage = testStage('authorization access', setStage);
let open: string;
let mine: string;
let narrow: string;
let joint: string;
let jointForOne: string;

beforeAll(async () => {
  const { acmeId, account, customerId } = stage;
  const productId = await freshProduct(stage, 'COMMON');
  const jointId = await freshProduct(stage, 'JOINT_OPERATION');
  open = await granted(stage, productId);
  mine = await granted(stage, productId, { partnerId: acmeId });
  narrow = await granted(stage, productId, {
    partnerId: acmeId,
    customer: { cloudAccount: account, name: '东方制造' },
  });
  joint = await grantedJoint(stage, jointId);
  jointForOne = await requested(stage, jointId, { customerId });
});

/** Rows that a viewer sees one by one. Also checks that the lists contain the same rows. */
async function visible(viewer: Caller): Promise<string[]> {
  const names = { open, mine, narrow, joint, jointForOne };
  const found: string[] = [];
  for (const [name, id] of Object.entries(names)) {
    if (await seen(viewer, id, 'id versions(first: 5) { nodes { id } }')) found.push(name);
  }
  const lists = await viewer.ask(`{
    csp: cspAuthorizations(first: 50) { nodes { id } }
    joint: jointSalesAuthorizations(first: 50) { nodes { id } } }`);
  const listed = [...lists.csp.nodes, ...lists.joint.nodes].map(({ id }: { id: string }) => id);
  expect(listed.sort()).toEqual(found.map((name) => names[name as keyof typeof names]).sort());
  return found;
}

/** The authorizations of a partner, customer or product. */
const rows = (csp: string[], jointSales: string[]) => ({
  'cspAuthorizations(first: 5)': { nodes: csp.map((id) => ({ id })) },
  'jointSalesAuthorizations(first: 5)': { nodes: jointSales.map((id) => ({ id })) },
});

/** Rows of a table that row-level security alone lets through. */
const left = (viewer: Viewer, query: Sql): Promise<unknown[]> =>
  stage.world.db.transaction(viewer, (tx) => tx.rows(query));

describe('visibility and rights', () => {
  it('a partner sees its own rows and the rows for all partners, a seller its own', async () => {
    const { manager, rival, seller, otherSeller, operator } = stage;
    const all = ['open', 'mine', 'narrow', 'joint', 'jointForOne'];
    expect(await visible(manager)).toEqual(all);
    expect(await visible(seller)).toEqual(all);
    expect(await visible(operator)).toEqual(all);
    expect(await visible(rival)).toEqual(['open']);
    expect(await visible(otherSeller)).toEqual([]);
  });

  it('a rep sees the rows for all customers and for assigned customers', async () => {
    const { world, acme, customerId } = stage;
    const rep = await world.member(acme, 'csp.rep', '王芳');
    expect(await visible(rep)).toEqual(['open', 'mine', 'joint']);
    await world.rows(sql`update customer_access set account_manager_id = ${rep.viewer.memberId}
      where customer_id = ${customerId.slice(4)} and org_id = ${acme.id}`);
    expect(await visible(rep)).toEqual(['open', 'mine', 'narrow', 'joint', 'jointForOne']);
  });

  it('a buyer and an organization outside the programme see no row', async () => {
    const { world, manager, customerId } = stage;
    const { buyer } = await bound(world, manager, customerId);
    const { errors } = await buyer.run('{ cspAuthorizations(first: 5) { nodes { id } } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    for (const id of [open, joint]) await buyer.sees(id, null);
    await buyer.sees(customerId, rows([], []));
    await answers(buyer, { 'deadlines(first: 9)': { nodes: [] } });
    const outsider = await world.member(await world.organization('PARTNER', '局外'), 'csp.owner');
    expect(await visible(outsider)).toEqual([]);
  });

  it('the database enforces the same visibility', async () => {
    const { manager, rival, seller, otherSeller } = stage;
    const count = async (viewer: Caller) => [
      (await left(viewer.viewer, sql`select 1 from csp_authorization`)).length,
      (await left(viewer.viewer, sql`select 1 from joint_sales_authorization`)).length,
      (await left(viewer.viewer, sql`select 1 from authorization_version`)).length,
    ];
    expect(await count(manager)).toEqual([3, 2, 4]);
    expect(await count(seller)).toEqual([3, 2, 4]);
    expect(await count(rival)).toEqual([1, 0, 1]);
    expect(await count(otherSeller)).toEqual([0, 0, 0]);
    const touched = await left(
      rival.viewer,
      sql`update csp_authorization set floor_pay_rate = 0.1 where id = ${open.slice(4)} returning id`,
    );
    expect(touched).toEqual([]);
  });

  it('other roles get no command, and no sign that a row exists', async () => {
    const { world, acme, rival, seller, otherSeller, manager, acmeId, common } = stage;
    const validUntil = '2026-05-01T00:00:00Z';
    const terms = { floorPayRate: '0.8', shareRatio: '0.1', validUntil };
    const request = jointRequest(stage.joint);
    const rep = await world.member(acme, 'csp.rep');
    const company = { id: seller.viewer.tenantId, name: '' };
    const reviewer = await world.member(company, 'seller.reviewer');
    const calls: [string, Caller, string, Record<string, unknown>][] = [
      ['Not found', otherSeller, 'cspAuthorizationModify', { id: mine, ...terms }],
      ['Not found', otherSeller, 'cspAuthorizationRevoke', { id: mine }],
      ['Not found', otherSeller, 'jointSalesAuthorizationGrant', { id: jointForOne }],
      ['Not found', otherSeller, 'jointSalesAuthorizationAmend', { id: joint, ...terms }],
      ['Not found', rival, 'jointSalesAuthorizationWithdraw', { id: jointForOne }],
      ['Not found', rival, 'jointSalesAuthorizationRenew', { id: joint, validUntil }],
      ['Not found', otherSeller, 'cspAuthorizationCreate', { productId: common, ...terms }],
      [
        'Not found',
        otherSeller,
        'jointSalesAuthorizationGrantDirectly',
        { ...request, partnerId: acmeId },
      ],
      ['may not', manager, 'cspAuthorizationRevoke', { id: mine }],
      ['may not', rep, 'jointSalesAuthorizationRequest', request],
      ['may not', reviewer, 'cspAuthorizationRevoke', { id: mine }],
    ];
    for (const [error, caller, name, input] of calls)
      await expect(caller.refused(name, input)).rejects.toThrow(error);
  });
});

describe('the lists', () => {
  it('are fields of partner, customer and product, and can be filtered', async () => {
    const { manager, seller, customerId, acmeId } = stage;
    await manager.sees(customerId, rows([narrow], [jointForOne]));
    await seller.sees(acmeId, rows([narrow, mine], [jointForOne, joint]));
    const { product } = (await seen(seller, open, 'product { id }')) as any;
    await seller.sees(product.id, {
      'cspAuthorizations(first: 5)': {
        nodes: expect.arrayContaining([narrow, mine, open].map((id) => ({ id }))),
      },
      'jointSalesAuthorizations(first: 5)': { nodes: [] },
    });
    const list = async (filter: string) => {
      const data = await manager.ask(
        `{ csp: cspAuthorizations(first: 9, filter: { ${filter} }) { nodes { id } } }`,
      );
      return data.csp.nodes.map(({ id }: { id: string }) => id);
    };
    expect(await list('level: [PRODUCT]')).toEqual([open]);
    expect(await list('level: [PARTNER, CUSTOMER]')).toEqual([narrow, mine]);
    expect(await list('search: "dfzz"')).toEqual([narrow]);
    expect(await list('isInForce: false')).toEqual([]);
    expect(await list(`customerId: ["${customerId}"], isInForce: true`)).toEqual([narrow]);
    await answers(seller, {
      'jointSalesAuthorizations(first: 9, filter: { status: [REQUESTED] }, orderBy: { field: ENDING, direction: ASC })':
        { nodes: [{ id: jointForOne }] },
    });
    expect(await actionsOf(seller, jointForOne)).toMatchObject({ grant: null });
  });
});
