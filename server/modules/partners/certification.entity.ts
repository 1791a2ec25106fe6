import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { ALL } from '../../platform/db/parties.ts';
import { PartnerEntity } from './partner.entity.ts';
import { TAXPAYER_TYPES } from './taxpayer-profile.entity.ts';

/**
 * Time during which a partner was certified, and as which taxpayer. A bill run reads the certification in force on its
 * run day, also if it is made later.
 */
export const PartnerCertificationEntity = aggregate({
  name: 'PartnerCertification',
  parties: {
    partner: { column: 'partnerId', roles: ['csp.owner', 'csp.finance'] },
    operator: ALL,
  },
  properties: {
    ...p.base(),
    partnerId: () => p.ref(PartnerEntity),
    taxpayerType: p.word(TAXPAYER_TYPES),
    since: p.instant(),
    /** Null while the partner is certified. */
    until: p.instant().nullable(),
  },
  checks: [{ name: 'partner_certification_time', expression: 'since <= until' }],
  indexes: [
    {
      name: 'partner_certification_open',
      expression:
        'create unique index partner_certification_open on partner_certification (partner_id) where until is null',
    },
    { name: 'partner_certification_of_partner', properties: ['partnerId', 'since', 'id'] },
  ],
});
