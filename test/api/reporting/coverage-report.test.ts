import { beforeAll, describe, expect, it } from '@jest/globals';
import { calendar } from '../../../server/platform/calendar.ts';
import { testStage } from '../../kit/test-world.ts';
import type { Caller } from '../../kit/world.ts';
import {
  freshProduct,
  granted,
  grantedJoint,
  requested,
  setStage,
} from '../authorizations/stage.ts';
import { reportOf } from './planned.ts';

const shanghai = (day: string): string => `${day}T00:00:00.000+08:00`;

const stage = testStage('coverage report', setStage);
beforeAll(async () => {
  const { common, joint, seller } = stage;
  // Every partner until 1 May, the last day of which is in April.
  await granted(stage, common, { validUntil: shanghai('2026-05-01') });
  await granted(stage, common, {
    partnerId: stage.acmeId,
    floorPayRate: '0.7',
    validUntil: shanghai('2026-04-15'),
  });
  // Revoked on the first day: March alone is covered.
  const short = await granted(stage, await freshProduct(stage, 'COMMON'), {
    validUntil: shanghai('2026-12-31'),
  });
  stage.world.clock.advance(3_600_000);
  await seller.mutate('cspAuthorizationRevoke', { id: short, reason: '停止合作' });
  // Revoked before its start: it never covered a month.
  const never = await granted(stage, await freshProduct(stage, 'COMMON'), {
    validFrom: shanghai('2026-05-01'),
    validUntil: shanghai('2026-07-01'),
  });
  await seller.mutate('cspAuthorizationRevoke', { id: never, reason: '停止合作' });
  await grantedJoint(stage, joint, { validUntil: shanghai('2026-04-02') });
  await requested(stage, await freshProduct(stage, 'JOINT_OPERATION'));
});

const ask = (caller: Caller, root: string, args: string, fields: string) =>
  reportOf(stage.world, caller, root, args, fields);
const MONTHS = 'groupBy: [VALID_MONTH], orderBy: { field: VALID_MONTH, direction: ASC }';

describe('a report of the coverage by authorizations', () => {
  it('counts an authorization in every month in which it was in force', async () => {
    for (const [caller, report, counts] of [
      [stage.seller, 'cspAuthorizationReport', [3, 2]],
      [stage.manager, 'jointSalesAuthorizationReport', [1, 1]],
    ] as const)
      expect(await ask(caller, report, MONTHS, 'validMonth authorizationCount')).toEqual([
        { validMonth: '2026-03', authorizationCount: counts[0] },
        { validMonth: '2026-04', authorizationCount: counts[1] },
      ]);
  });

  it('counts what the list shows for the same range', async () => {
    for (const [root, list, more] of [
      ['cspAuthorizationReport', 'cspAuthorizations', ''],
      [
        'jointSalesAuthorizationReport',
        'jointSalesAuthorizations',
        'status: [SCHEDULED, ACTIVE, EXPIRED, REVOKED], ',
      ],
    ] as const)
      for (const month of ['2026-03', '2026-04', '2026-05']) {
        const { from, until } = calendar.periodOf(month);
        const range = `validWithin: { from: "${from.toISOString()}", until: "${until.toISOString()}" }`;
        const [total] = await ask(
          stage.seller,
          root,
          `groupBy: [], filter: { ${range} }`,
          'authorizationCount',
        );
        const data = await stage.seller.ask(
          `{ ${list}(filter: { ${more}${range} }) { count { value } } }`,
        );
        expect([month, data[list].count.value]).toEqual([month, total.authorizationCount]);
      }
  });

  it('shows a partner its own authorizations and those of every partner', async () => {
    const of = async (caller: Caller) =>
      (
        await ask(
          caller,
          'cspAuthorizationReport',
          'groupBy: [PARTNER], orderBy: { field: AUTHORIZATION_COUNT, direction: DESC }',
          'partner { name } authorizationCount',
        )
      ).map((row: any) => [row.partner?.name ?? null, row.authorizationCount]);
    const own = [
      [null, 2],
      ['云帆科技', 1],
    ];
    expect(await of(stage.manager)).toEqual(own);
    expect(await of(stage.operator)).toEqual(own);
    expect(await of(stage.rival)).toEqual([[null, 2]]);
    expect(await of(stage.otherSeller)).toEqual([]);
  });
});
