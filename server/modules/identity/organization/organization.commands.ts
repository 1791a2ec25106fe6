import { command } from '../../../platform/command/command.ts';
import { field } from '../../../platform/command/input.ts';
import { eventCommand, lifeCycle } from '../../../platform/command/life-cycle/life-cycle.ts';
import type { AnyCommand, Tx } from '../../../platform/command/types.ts';
import { refuse } from '../../../platform/errors.ts';
import { sendInvitation } from '../member/member.commands.ts';
import type { MemberRole } from '../member/membership.entity.ts';
import { organizationEnds } from '../session/session-end.store.ts';
import type { Organization, OrganizationKind } from './organization.entity.ts';
import { organization } from './organization.read.ts';
import { OrganizationKindEnum } from './organization.type.ts';

export const organizationLife = lifeCycle<Organization>({
  reads: organization,
  label: (row) => row.name,
  effects: {
    suspend: (tx, row) => organizationEnds(tx, row.id),
  },
});

/** Role of the first member of an organization. */
export const FOUNDING_ROLE: Readonly<Record<OrganizationKind, MemberRole>> = {
  PARTNER: 'csp.owner',
  SELLER: 'seller.manager',
  OPERATOR: 'operator',
};

export interface NewOrganization {
  readonly kind: OrganizationKind;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly code: string;
}

/** Creates an organization. The code must be unused. */
export async function createOrganization(tx: Tx, input: NewOrganization): Promise<Organization> {
  const code = input.code.toUpperCase();
  if (!/^[A-Z0-9][A-Z0-9-]{1,19}$/.test(code)) throw refuse('INVALID_FORMAT', 'code');
  const row = await tx.begin(
    organizationLife,
    {
      kind: input.kind,
      name: input.name,
      nameEn: input.nameEn ?? null,
      code,
    },
    'create',
  );
  return row;
}

const organizationCreate = command({
  name: 'organizationCreate',
  description: 'Creates an organization and invites its owner.',
  roles: ['operator'],
  fields: {
    kind: field.word(OrganizationKindEnum, 'Kind of the organization.'),
    name: field.text('Registered name.', { max: 100 }),
    nameEn: field.optional(field.text('English name.', { max: 100 })),
    code: field.text('Short unique code: 2 to 20 letters, digits and dashes.', { max: 20 }),
    ownerName: field.text('Name of the owner.', { max: 80 }),
    ownerMail: field.mailAddress('Mail address of the owner; the invitation is sent there.'),
  },
  payload: { organization: () => organization },
  idempotent: true,
  freshProof: true,
  constraints: { organization_code: { code: 'CODE_TAKEN', field: 'code' } },
  async run(tx, input) {
    const row = await createOrganization(tx, input);
    await sendInvitation(tx, row, {
      name: input.ownerName,
      mail: input.ownerMail,
      role: FOUNDING_ROLE[input.kind],
    });
    return { organization: row.id };
  },
});

export const organizationCommands: readonly AnyCommand[] = [
  organizationCreate,
  eventCommand(organizationLife, 'suspend', {
    description:
      "Suspends an organization: its members' sessions and its keys stop working at once. Customers cannot select a suspended partner; it earns nothing on new sales, and is paid after its reinstatement.",
    freshProof: true,
    fields: { reason: field.reason('Reason; recorded in the audit.') },
  }),
  eventCommand(organizationLife, 'reinstate', {
    description: 'Reinstates a suspended organization.',
    freshProof: true,
    fields: { reason: field.reason('Reason; recorded in the audit.') },
  }),
];
