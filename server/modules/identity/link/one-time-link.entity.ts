import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../../platform/db/aggregate.ts';
import { p } from '../../../platform/db/columns.ts';

/** Purpose of a link. A later module that needs another one adds it here, with a migration. */
export const LINK_PURPOSES = [
  'SET_PASSWORD',
  'JOIN_ORGANIZATION',
  'BINDING_INVITE',
  'BINDING_RESPONSE',
  'DISCOUNT_OFFER',
  'ORDER',
  'PRIVATE_OFFER',
] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/**
 * Link in a mail, a QR code or a private message that lets one person do one thing. It names purpose, subject
 * and customer, so that a token never serves another one. Visible to the issuing organization and to the
 * customer. A signed link gets a row when it is first opened, to which its sessions refer.
 */
export const OneTimeLinkEntity = aggregate({
  name: 'OneTimeLink',
  parties: {
    customer: 'customerId',
    partner: 'issuerOrgId',
    seller: 'issuerOrgId',
    operator: 'issuerOrgId',
  },
  properties: {
    ...p.base(),
    /** SHA-256 of the token; the token itself is shown or mailed once and never stored. */
    tokenHash: p.text(),
    purpose: p.word(LINK_PURPOSES),
    /** Subject of the link: a user, an invitation, a binding, a discount or an order. */
    subjectId: p.uuid(),
    mail: p.text().nullable(),
    /**
     * Customer whose space the link opens; null for other links. No foreign key, because customers are a
     * later module.
     */
    customerId: p.uuid().nullable(),
    customerName: p.text().nullable(),
    /** Organization that issued the link; null if the system did. */
    issuerOrgId: p.uuid().nullable(),
    createdBy: p.uuid(),
    expiresAt: p.instant(),
    usedAt: p.instant().nullable(),
  },
  uniques: [{ name: 'one_time_link_token', properties: ['tokenHash'] }],
  indexes: [
    { name: 'one_time_link_subject', properties: ['subjectId', 'createdAt'] },
    {
      name: 'one_time_link_over',
      expression: `create index one_time_link_over on one_time_link (least(used_at, expires_at))`,
    },
  ],
});
export type OneTimeLink = InferEntity<typeof OneTimeLinkEntity>;
