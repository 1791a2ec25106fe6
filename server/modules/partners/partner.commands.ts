import { command } from '../../platform/command/command.ts';
import { field } from '../../platform/command/input.ts';
import { eventCommand, lifeCycle } from '../../platform/command/life-cycle/life-cycle.ts';
import { tracked } from '../../platform/command/tracked.ts';
import type { AnyCommand, Tx } from '../../platform/command/types.ts';
import { refuse } from '../../platform/errors.ts';
import { attachment } from '../../platform/files/attachment.read.ts';
import type { Columns } from '../../platform/sql/columns.ts';
import { sql } from '../../platform/sql/sql.ts';
import { OrganizationEntity, organization } from '../identity/index.ts';
import { attachLicense, licenseNames } from './business-license.write.ts';
import { PartnerCertificationEntity } from './certification.entity.ts';
import { type Partner, PartnerEntity, type PartnerTier } from './partner.entity.ts';
import { partner } from './partner.read.ts';
import { PartnerTierEnum, TaxpayerTypeEnum } from './partner.type.ts';
import { searchKey } from './search-key.ts';
import { accountInput, taxNumberInput } from './tax-inputs.ts';
import { type TaxpayerProfile, TaxpayerProfileEntity } from './taxpayer-profile.entity.ts';

interface Place {
  readonly tier: PartnerTier;
  readonly parentId?: string;
}

type Profile = Omit<
  TaxpayerProfile,
  'id' | 'createdAt' | 'updatedAt' | 'businessLicenseId' | 'rejectedAt' | 'rejectionReason'
>;
interface ProfileInput extends Profile {
  readonly businessLicenseId?: string;
}
type ShownProfile = Profile & { readonly businessLicense: string | null };

/**
 * Returns the distributor of a sub-distributor, null for any other tier. Refuses combinations that the
 * programme does not have.
 */
async function parentOf(
  tx: Tx,
  partnerId: string,
  { tier, parentId }: Place,
): Promise<Readonly<Partner> | null> {
  if (tier !== 'SUB_DISTRIBUTOR') {
    if (parentId) throw refuse('PARENT_NOT_ALLOWED', 'parentId');
    return null;
  }
  if (!parentId) throw refuse('PARENT_REQUIRED', 'parentId');
  tx.lock('Partner', parentId);
  const [parent] = await tx.find(PartnerEntity, (d) => sql`${d.id} = ${parentId}`);
  if (parent?.tier !== 'DISTRIBUTOR' || parent.id === partnerId)
    throw refuse('PARENT_NOT_DISTRIBUTOR', 'parentId');
  return parent;
}

const HOLDERS = ['partner', 'operator'] as const;
/** Shown to the roles that read the profile; the account as the profile shows it. */
const PROFILE = tracked.fields<ShownProfile>(
  {
    taxpayerType: tracked.word(HOLDERS, (row) => row.taxpayerType, 'TaxpayerType'),
    taxNumber: tracked.text(HOLDERS, (row) => row.taxNumber),
    invoiceTitle: tracked.text(HOLDERS, (row) => row.invoiceTitle),
    address: tracked.text(HOLDERS, (row) => row.address),
    bankName: tracked.text(HOLDERS, (row) => row.bankName),
    bankAccount: tracked.text(HOLDERS, (row) => `**** ${row.bankAccount.slice(-4)}`),
    businessLicense: tracked.text(HOLDERS, (row) => row.businessLicense),
  },
  { roles: ['csp.owner', 'csp.finance', 'operator'] },
);

export const partnerLife = lifeCycle<Partner>({
  reads: partner,
  label: (row) => row.name,
  tracked: {
    tier: tracked.word('DEALERS', (row) => row.tier, 'PartnerTier'),
    parentName: tracked.text(['partner', 'operator'], (row) => row.parentName),
  },
  effects: {
    async setTier(tx: Tx, row: Partner, place: Place) {
      if (
        place.tier !== 'DISTRIBUTOR' &&
        (await tx.find(PartnerEntity, (d) => sql`${d.parentId} = ${row.id}`)).length > 0
      ) {
        throw refuse('HAS_SUB_DISTRIBUTORS', 'tier');
      }
      const parent = await parentOf(tx, row.id, place);
      row.tier = place.tier;
      row.parentId = parent?.id ?? null;
      row.parentName = parent?.name ?? null;
    },
    async updateTaxProfile(tx: Tx, row: Partner, input: ProfileInput) {
      const { taxpayerType, taxNumber, invoiceTitle, address, phone, bankName, bankAccount } =
        input;
      const data = {
        taxpayerType,
        taxNumber,
        invoiceTitle,
        address,
        phone,
        bankName,
        bankAccount,
      };
      const ofPartner = (d: Columns<'id'>) => sql`${d.id} = ${row.id}`;
      const [found] = await tx.find(TaxpayerProfileEntity, ofPartner);
      const kept = found?.businessLicenseId ?? null;
      const businessLicenseId = input.businessLicenseId ?? kept;
      const nameOf = await licenseNames(tx, [kept, businessLicenseId]);
      if (input.businessLicenseId) await attachLicense(tx, row.id, input.businessLicenseId);
      const stored = { ...data, businessLicenseId, rejectedAt: null, rejectionReason: null };
      if (found) tx.update(TaxpayerProfileEntity, ofPartner, stored);
      else tx.insert(TaxpayerProfileEntity, { id: row.id, createdAt: tx.now, ...stored });
      row.certifiedAt = null;
      tx.update(
        PartnerCertificationEntity,
        (d) => sql`${d.partnerId} = ${row.id} and ${d.until} is null`,
        { until: tx.now },
      );
      const shown = (profile: Profile, licenseId: string | null): ShownProfile => ({
        ...profile,
        businessLicense: nameOf(licenseId),
      });
      const before = found && tracked.values(PROFILE, shown(found, kept));
      return {
        changes: before ? tracked.since(PROFILE, before, shown(data, businessLicenseId)) : [],
      };
    },
    rejectCertification(tx: Tx, row: Partner, { reason }: { readonly reason: string }) {
      tx.update(TaxpayerProfileEntity, (d) => sql`${d.id} = ${row.id}`, {
        rejectedAt: tx.now,
        rejectionReason: reason,
      });
    },
    async certify(tx: Tx, row: Partner) {
      row.certifiedAt = tx.now;
      const profile = await tx.get(TaxpayerProfileEntity, row.id);
      tx.insert(PartnerCertificationEntity, {
        id: tx.newId(),
        createdAt: tx.now,
        partnerId: row.id,
        taxpayerType: profile.taxpayerType,
        since: tx.now,
        until: null,
      });
    },
  },
});

const place = {
  tier: field.word(PartnerTierEnum, 'Tier in the program.'),
  parentId: field.optional(
    field.id(
      () => partner,
      'Distributor; required for a sub-distributor, refused for any other tier.',
    ),
  ),
};

/** An operator gives a reason for each action (domain §2). */
const reason = field.reason('Reason; recorded in the audit.');

const enroll = command({
  name: 'partnerEnroll',
  description: 'Enrolls an organization in the CSP program (客户服务商计划).',
  roles: ['operator'],
  fields: {
    organizationId: field.id(() => organization, 'Organization of kind PARTNER.'),
    ...place,
  },
  payload: { partner: () => partner },
  idempotent: true,
  constraints: { partner_pkey: { code: 'ALREADY_ENROLLED', field: 'organizationId' } },
  async run(tx, input) {
    tx.lock('Partner', input.organizationId);
    const [company] = await tx.find(
      OrganizationEntity,
      (d) => sql`${d.id} = ${input.organizationId}`,
    );
    if (company?.kind !== 'PARTNER') throw refuse('NOT_A_PARTNER', 'organizationId');
    const [enrolled] = await tx.find(PartnerEntity, (d) => sql`${d.id} = ${company.id}`);
    if (enrolled) throw refuse('ALREADY_ENROLLED', 'organizationId');
    const parent = await parentOf(tx, company.id, input);
    const row = await tx.begin(
      partnerLife,
      {
        id: company.id,
        name: company.name,
        parentName: parent?.name ?? null,
        searchKey: searchKey(company.name, company.nameEn ?? null, company.code),
        tier: input.tier,
        parentId: parent?.id ?? null,
        joinedAt: tx.now,
        certifiedAt: null,
      },
      'enroll',
    );
    return { partner: row.id };
  },
});

export const partnerCommands: readonly AnyCommand[] = [
  enroll,
  eventCommand(partnerLife, 'setTier', {
    description: 'Moves a partner to another tier of the program.',
    fields: { ...place, reason },
  }),
  eventCommand(partnerLife, 'certify', {
    description:
      "Confirms that a partner's tax and bank data were compared with its business license (商业信息认证).",
    freshProof: true,
    fields: { reason },
  }),
  eventCommand(partnerLife, 'rejectCertification', {
    description:
      "Rejects the certification of a partner's tax and bank data (驳回认证). The partner corrects them.",
    fields: {
      reason: field.reason('Reason: the part to correct; visible to the partner.'),
    },
  }),
  eventCommand(partnerLife, 'updateTaxProfile', {
    description:
      "Sets the tax and bank data of the viewer's partner organization. They must then be certified again.",
    freshProof: true,
    fields: {
      taxpayerType: field.word(TaxpayerTypeEnum, 'Kind of taxpayer.'),
      taxNumber: taxNumberInput,
      invoiceTitle: field.text('Title on invoices.', { max: 100 }),
      address: field.text('Registered address.'),
      phone: field.text('Telephone number on invoices.', { max: 40 }),
      bankName: field.text('Bank and branch.', { max: 100 }),
      bankAccount: accountInput,
      businessLicenseId: field.optional(
        field.id(
          () => attachment,
          'Uploaded business license (营业执照): PDF, JPG or PNG. Without one the present license is kept.',
        ),
      ),
    },
  }),
];
