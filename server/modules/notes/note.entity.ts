import type { InferEntity } from '@mikro-orm/core';
import { aggregate } from '../../platform/db/aggregate.ts';
import { p } from '../../platform/db/columns.ts';
import { assignedTo } from '../../platform/db/parties.ts';
import { type Sql, sql } from '../../platform/sql/sql.ts';
import type { Role } from '../../platform/viewer.ts';
import { OrganizationEntity } from '../identity/index.ts';
import { NOTE_STATES } from './note.machine.ts';

/** Only roles that see the record read its notes. */
const ofReaderRoles = (d: { readonly readerRoles: Sql }, _v: unknown, role: Role): Sql =>
  sql`${sql.literal(role)} = any(${d.readerRoles})`;

/** Note of a member on a record, for the author's organization alone: no other party of the record reads it. */
export const NoteEntity = aggregate({
  name: 'Note',
  parties: {
    partner: { column: 'orgId', narrow: ofReaderRoles },
    rep: assignedTo('customerId', { orNone: true }),
    seller: { column: 'orgId', narrow: ofReaderRoles },
    operator: { column: 'orgId', narrow: ofReaderRoles, roles: ['operator'] },
  },
  properties: {
    ...p.base(),
    orgId: () => p.ref(OrganizationEntity),
    subjectType: p.text(),
    subjectId: p.uuid(),
    /** Name of the record when the note was added, for notifications. */
    subjectLabel: p.text(),
    /** Customer of the record: a rep reads the notes on records of its own customers. */
    customerId: p.uuid().nullable(),
    readerRoles: p.array<Role>().columnType('text[]'),
    text: p.text(),
    authorId: p.uuid(),
    author: p.text(),
    mentionedIds: p.array().columnType('uuid[]').default([]),
    /** Members whom the last event mentioned for the first time. */
    newlyMentionedIds: p.array().columnType('uuid[]').default([]),
    isPinned: p.boolean().default(false),
    editedAt: p.instant().nullable(),
    status: p.word(NOTE_STATES),
    version: p.version(),
  },
  indexes: [{ properties: ['subjectId', 'createdAt', 'id'] }],
});
export type Note = InferEntity<typeof NoteEntity>;
