import { globalId } from '../../platform/ids.ts';
import { actions } from '../../platform/read/actions.ts';
import { computed } from '../../platform/read/computed.ts';
import { type Reads, reads } from '../../platform/read/declare.ts';
import { filter } from '../../platform/read/filters.ts';
import { sql } from '../../platform/sql/sql.ts';
import { MembershipEntity, member } from '../identity/index.ts';
import { NoteEntity } from './note.entity.ts';
import { LEADING_ROLES, noteMachine } from './note.machine.ts';
import { NoteType } from './note.type.ts';

const noteActions = actions(noteMachine, NoteEntity, {
  othersNote: (d, v) => sql`${d.authorId} <> ${v.actorId}`,
  othersNoteAndNotLeading: (d, v, role) =>
    LEADING_ROLES.includes(role) ? sql.raw('false') : sql`${d.authorId} <> ${v.actorId}`,
});

export const note: Reads<typeof NoteEntity> = reads(NoteType, NoteEntity, {
  id: 'not',
  fields: {
    viewerActions: noteActions,
    text: (d) => sql`case when ${d.status} = 'ACTIVE' then ${d.text} end`,
    mentions: (d) => sql`(
      select coalesce(json_agg(json_build_object('memberId', ${sql.literal(globalId(member.spec.id, ''))} || m.id, 'name', m.name) order by m.name, m.id), '[]')
      from ${sql.table(MembershipEntity)} m where m.id = any(${d.mentionedIds}) and ${d.status} = 'ACTIVE')`,
    subject: computed.subject('subjectType', 'subjectUuid'),
    subjectUuid: (d) => d.subjectId,
  },
  filters: {
    isPinned: filter.holds((d) => d.isPinned, 'Whether the note is pinned.'),
  },
  orders: { CREATED: ['createdAt', 'id'] },
  roots: { note: { one: "One note of the viewer's organization." } },
});
