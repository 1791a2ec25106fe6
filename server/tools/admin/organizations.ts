import type { OrganizationKind } from '../../modules/identity/index.ts';
import { MEMBER_ROLES } from '../../modules/identity/member/membership.entity.ts';
import { globalId } from '../../platform/ids.ts';
import { Role } from '../../platform/viewer.ts';
import { actingFor, actingOperator, organizationOf, run } from './acting.ts';
import { type AdminWork, mailFrom, oneOf, readArguments } from './arguments.ts';
import { invitedText } from './invitations.ts';

const KINDS = ['PARTNER', 'SELLER'] as const satisfies readonly OrganizationKind[];
const TIERS = ['SOLUTION_PROVIDER', 'DISTRIBUTOR', 'SUB_DISTRIBUTOR'] as const;

export const createOrganization: AdminWork = (args) => {
  const given = readArguments(args, ['kind', 'name', 'name-en', 'code', 'owner', 'owner-name']);
  const kind = oneOf(KINDS, given.required('kind'), 'kind');
  const ownerMail = mailFrom(given.required('owner'));
  const [name, nameEn, code] = [
    given.required('name'),
    given.optional('name-en'),
    given.required('code').toUpperCase(),
  ];
  const input = { kind, name, nameEn, code, ownerName: given.required('owner-name'), ownerMail };
  return async (deps) => {
    const { organization } = await run(
      deps,
      await actingOperator(deps),
      'organizationCreate',
      input,
    );
    return await invitedText(
      deps,
      { id: organization as string, kind },
      ownerMail,
      `${name} (${code}) is set up, ${ownerMail} is invited to run it.`,
    );
  };
};

export const inviteMember: AdminWork = (args) => {
  const given = readArguments(args, ['org', 'mail', 'name', 'role']);
  const code = given.required('org');
  const role = oneOf(MEMBER_ROLES, given.required('role'), 'role');
  const mail = mailFrom(given.required('mail'));
  const name = given.required('name');
  return async (deps) => {
    const org = await organizationOf(deps, code);
    await run(deps, actingFor(org), 'memberInvite', { name, mail, role: Role.word(role) });
    return await invitedText(deps, org, mail, `${mail} is invited to ${org.name} as ${role}.`);
  };
};

export const enrollPartner: AdminWork = (args) => {
  const given = readArguments(args, ['org', 'tier', 'parent']);
  const code = given.required('org');
  const tier = oneOf(TIERS, given.required('tier'), 'tier');
  const parentCode = given.optional('parent');
  return async (deps) => {
    const org = await organizationOf(deps, code, 'PARTNER');
    const parent = parentCode ? await organizationOf(deps, parentCode, 'PARTNER') : null;
    await run(deps, await actingOperator(deps), 'partnerEnroll', {
      organizationId: globalId('org', org.id),
      tier,
      ...(parent && { parentId: globalId('ptn', parent.id) }),
    });
    return `${org.name} has joined the programme as ${tier}${parent ? ` under ${parent.name}` : ''}.`;
  };
};
