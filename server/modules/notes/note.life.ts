import { hash } from 'node:crypto';
import { lifeCycle } from '../../platform/command/life-cycle/life-cycle.ts';
import type { Tx } from '../../platform/command/types.ts';
import { mustBeReaders } from './mention.write.ts';
import type { Note } from './note.entity.ts';
import { note } from './note.read.ts';
import { notedReads } from './subjects.ts';

interface Edit {
  readonly text: string;
  readonly mentionIds?: readonly string[];
}

/** The audit keeps a hash of each text, never the text: operators read the audit of every organization. */
export const noteLife = lifeCycle<Note>({
  reads: note,
  label: ({ subjectLabel }) => subjectLabel,
  audited: ({ text, subjectType, subjectId }) => ({
    record: subjectType,
    recordId: subjectId,
    textSha256: hash('sha256', text),
  }),
  effects: {
    async edit(tx: Tx, row: Note, { text, mentionIds = [] }: Edit) {
      const mentioned = [...new Set(mentionIds)];
      await mustBeReaders(tx, notedReads(row.subjectType), row.customerId ?? null, mentioned);
      Object.assign(row, {
        text,
        editedAt: tx.now,
        newlyMentionedIds: mentioned.filter((id) => !row.mentionedIds.includes(id)),
        mentionedIds: mentioned,
      });
    },
    pin(_tx: Tx, row: Note) {
      row.isPinned = true;
    },
    unpin(_tx: Tx, row: Note) {
      row.isPinned = false;
    },
  },
});
