/**
 * Partners: the CSP programme. The module owns its members with tier and distributor, and the tax and bank
 * data for bills and invoices. It refuses sub-distributors without a distributor, and certification without
 * data. Organizations and people belong to identity.
 */
import type { DomainModule } from '../../platform/domain.ts';
import { PartnerCertificationEntity } from './certification.entity.ts';
import { partnerCommands, partnerLife } from './partner.commands.ts';
import { PartnerEntity } from './partner.entity.ts';
import { partner, taxpayerProfile } from './partner.read.ts';
import { suspendedPartner } from './suspended-partner.edge.ts';
import { TaxpayerProfileEntity } from './taxpayer-profile.entity.ts';

export { PartnerCertificationEntity } from './certification.entity.ts';
export { partnerLife } from './partner.commands.ts';
export { type Partner, PartnerEntity } from './partner.entity.ts';
export {
  notCertified,
  partner,
  partnerAsked,
  partnerSuspended,
  taxpayerProfile,
  tierMayNotCreate,
} from './partner.read.ts';
export { TaxpayerTypeEnum } from './partner.type.ts';
export {
  isSubDistributor,
  notForDistributors,
  VIEWER_DISTRIBUTOR_SQL,
  VIEWER_IN_PROGRAMME_SQL,
  VIEWER_SUB_DISTRIBUTORS_SQL,
  viewerDistributor,
  viewerInProgramme,
} from './programme.sql.ts';
export { searchKey } from './search-key.ts';
export { accountInput, taxNumberInput } from './tax-inputs.ts';
export {
  TAXPAYER_TYPES,
  TaxpayerProfileEntity,
  type TaxpayerType,
} from './taxpayer-profile.entity.ts';

export const partners: DomainModule = {
  name: 'partners',
  entities: [PartnerEntity, TaxpayerProfileEntity, PartnerCertificationEntity],
  reads: [partner, taxpayerProfile],
  lifeCycles: [partnerLife],
  commands: partnerCommands,
  reactions: [suspendedPartner],
};
