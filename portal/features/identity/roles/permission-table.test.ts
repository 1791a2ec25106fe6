import { expect, test } from '@jest/globals';
import { partsOf, typeOf } from './permission-table.ts';

const ROLES = ['owner', 'finance', 'auditor', 'guest'];
const permission = (name: string, roles: string[], writes = true) => ({
  module: 'discounts',
  name,
  writes,
  roles,
});

test('a role has all commands of a part, some, only its reading, or nothing', () => {
  const [part] = partsOf(
    [
      permission('Discount', ['owner', 'finance', 'auditor'], false),
      permission('discountCreate', ['owner']),
      permission('discountExport', ['owner', 'finance']),
    ],
    ROLES,
  );
  expect(part!.levels).toEqual({ owner: 'ALL', finance: 'SOME', auditor: 'READ', guest: 'NONE' });
});

test('a command is of the longest type that its name begins with', () => {
  const types = new Set(['Member', 'MemberInvitation', 'Order']);
  expect(typeOf('memberInvitationResend', types)).toBe('MemberInvitation');
  expect(typeOf('memberSuspend', types)).toBe('Member');
  expect(typeOf('search', types)).toBeUndefined();
});
