import { expect, test } from '@jest/globals';
import { Role } from '../../server/platform/viewer.ts';
import { testWorld } from '../kit/test-world.ts';

interface Permission {
  readonly module: string;
  readonly name: string;
  readonly writes: boolean;
  readonly roles: readonly Role[];
}

const world = testWorld('permissions');

const asked = async (role: Role): Promise<Permission[]> => {
  const kind = role.startsWith('csp') ? 'PARTNER' : 'SELLER';
  const member = await world.member(await world.organization(kind, role), role);
  return (await member.ask('{ permissions { module name writes roles } }')).permissions;
};

test('the matrix lists for each command the schema’s roles, for the viewer’s side alone', async () => {
  const fields = world.domain.schema.getMutationType()!.getFields();
  for (const role of ['csp.finance', 'seller.manager'] as const) {
    const side = role.split('.')[0]!;
    const found = new Map(
      (await asked(role)).filter((p) => p.writes).map((p) => [p.name, p.roles]),
    );
    const expected = Object.values(fields)
      .map(({ name, extensions }) => {
        const roles = extensions.roles as readonly Role[];
        return [name, roles.filter((one) => one.startsWith(side)).map(Role.word)] as const;
      })
      .filter(([, roles]) => roles.length > 0);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
  }
});

test('finance reads bills and may not create a discount', async () => {
  const found = await asked('csp.finance');
  const rolesOf = (name: string) => found.find((one) => one.name === name)!.roles;
  expect(rolesOf('SettlementBill')).toContain('CSP_FINANCE');
  expect(rolesOf('exclusiveDiscountCreate')).toEqual(['CSP_OWNER', 'CSP_MANAGER', 'CSP_REP']);
});
