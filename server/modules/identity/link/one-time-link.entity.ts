import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { base, instant, word } from '../../../platform/db/columns.ts';
import { tenantTable } from '../../../platform/db/tenancy.ts';

/** What a link is for. A later module that needs another purpose adds it here, with a migration. */
export const LINK_PURPOSES = [
  'SET_PASSWORD',
  'JOIN_ORGANIZATION',
  'BINDING_INVITE',
  'BINDING_RESPONSE',
  'DISCOUNT_OFFER',
] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/**
 * A link in a mail, a QR code or a private message that lets one person do one thing. It names who, what
 * and for which customer, so that a token never serves another purpose or subject than its own. Seen by
 * the organization that issued it and by the customer it was made for. A signed link has a row once it was
 * opened, for the sessions that stand on it.
 */
export const OneTimeLinkEntity = defineEntity({
  name: 'OneTimeLink',
  tableName: 'one_time_link',
  properties: {
    ...base(),
    /** SHA-256 of the token; the token is shown or mailed once and is nowhere. */
    tokenHash: p.text(),
    purpose: word(LINK_PURPOSES),
    /** What it is about: the user, the invitation, the binding or the discount. */
    subjectId: p.uuid(),
    mail: p.text().nullable(),
    /** Set for a buyer's link: the customer whose space it opens. No foreign key: customers come later. */
    customerId: p.uuid().nullable(),
    customerName: p.text().nullable(),
    /** Organization that issued it; null when the system did. */
    issuerOrgId: p.uuid().nullable(),
    /** Who issued it: a user, key or job. */
    createdBy: p.uuid(),
    expiresAt: instant(),
    usedAt: instant().nullable(),
  },
  uniques: [{ name: 'one_time_link_token', properties: ['tokenHash'] }],
  indexes: [{ name: 'one_time_link_subject', properties: ['subjectId', 'createdAt'] }],
  ...tenantTable(['customer_id', 'issuer_org_id']),
});
export type OneTimeLink = InferEntity<typeof OneTimeLinkEntity>;
