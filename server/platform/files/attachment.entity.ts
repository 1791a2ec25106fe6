import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../db/aggregate.ts';
import { p } from '../db/columns.ts';
import { assignedTo, type PartiesOf, type PartyOf } from '../db/parties.ts';
import { sql } from '../sql/sql.ts';
import type { Role } from '../viewer.ts';

/**
 * The readers of words or a file: all parties of the subject, all but its customer, or the organization of one side. A
 * row names its parties in its own columns, because the platform knows no module's tables.
 */
export const READERS = [
  'PARTIES_AND_CUSTOMER',
  'PARTIES',
  'PARTNER',
  'SELLER',
  'CUSTOMER',
  'OPERATOR',
] as const;
export type Readers = (typeof READERS)[number];

/** Columns that name the subject of words or files and its parties. */
export const subjectColumns = () => ({
  subjectType: p.text().nullable(),
  subjectId: p.uuid().nullable(),
  partnerId: p.uuid().nullable(),
  sellerId: p.uuid().nullable(),
  customerId: p.uuid().nullable(),
  /** Subject of a signed link that shows the row; null if only a link to the subject itself does. */
  linkId: p.uuid().nullable(),
  readers: p.word(READERS),
  /** Roles of partners and sellers that see the subject, where not every role does. */
  readerRoles: p.array<Role>().columnType('text[]').nullable(),
});
type SubjectColumns = ReturnType<typeof subjectColumns>;

const ofReaderRoles: PartyOf<SubjectColumns>['narrow'] = (d, _v, role) =>
  sql`(${d.readerRoles} is null or ${sql.literal(role)} = any(${d.readerRoles}))`;

/** The parties of words and files: those of their subject, or the author's organization alone. */
export const subjectParties: PartiesOf<SubjectColumns> = {
  partner: {
    column: 'partnerId',
    in: { readers: ['PARTIES_AND_CUSTOMER', 'PARTIES', 'PARTNER'] },
    narrow: ofReaderRoles,
  },
  rep: assignedTo('customerId', { orNone: true }),
  seller: {
    column: 'sellerId',
    in: { readers: ['PARTIES_AND_CUSTOMER', 'PARTIES', 'SELLER'] },
    narrow: ofReaderRoles,
  },
  customer: { column: 'customerId', in: { readers: ['PARTIES_AND_CUSTOMER', 'CUSTOMER'] } },
  // A link shows the words about its subject, and those between the customer and the partner of its subject.
  link: (
    d,
    subject,
  ) => sql`${d.subjectId} = ${subject} or ${d.linkId} = ${subject} or ${d.partnerId} = (
      select e.partner_id from domain_event e where e.subject_id = ${subject} limit 1)`,
  operator: {
    also: (d, me) =>
      sql`${d.readers} in ('PARTIES_AND_CUSTOMER', 'PARTIES', 'OPERATOR') and ${me.side} = 'operator'`,
  },
};

/** An uploaded file. Until a command attaches it to a subject, only the uploader's organization sees it. */
export const AttachmentEntity = aggregate({
  name: 'Attachment',
  parties: subjectParties,
  properties: {
    ...p.base(),
    name: p.text(),
    mediaType: p.text(),
    bytes: p.integer(),
    sha256: p.text(),
    storageKey: p.text().unique(),
    /** Organization, or customer, of the uploader. */
    ownerId: p.uuid(),
    uploadedById: p.uuid(),
    uploadedBy: p.text(),
    /** Comment to which the file belongs; null if it is the subject's own. */
    commentId: p.uuid().nullable(),
    ...subjectColumns(),
  },
  indexes: [
    { properties: ['subjectId', 'createdAt', 'id'] },
    { properties: ['ownerId', 'createdAt'] },
    { properties: ['commentId', 'createdAt', 'id'] },
    {
      name: 'attachment_unattached',
      expression:
        'create index attachment_unattached on attachment (created_at) where subject_id is null',
    },
  ],
});
export type Attachment = InferEntity<typeof AttachmentEntity>;
