import { type ReactNode, useState } from 'react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { NoteAddInput } from '../../gql/graphql.ts';
import { useCommand } from '../../lib/command.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { useMay } from '../../lib/session.ts';
import { Timeline, type TimelineItem } from '../../ui/display/Timeline.tsx';
import { EmptyState } from '../../ui/feedback/EmptyState.tsx';
import { Segmented } from '../../ui/fields/Segmented.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { addNote } from './NoteCommands.ts';
import { NoteComposer } from './NoteComposer.tsx';
import { NoteItem } from './NoteItem.tsx';
import styles from './Notes.module.css';

const Notes = graphql(`
  fragment RecordTimeline_notes on NoteConnection {
    nodes { id createdAt isPinned ...NoteItem_note }
    count { value isExact }
  }
`);
const People = graphql(`
  fragment RecordTimeline_people on Query {
    members(first: 100, filter: { status: [ACTIVE] }, orderBy: { field: NAME, direction: ASC }) {
      nodes { id name }
    }
  }
`);

const SHOWN = ['all', 'notes', 'changes'] as const;
type Shown = (typeof SHOWN)[number];

/** An act of the record's history, drawn by the caller. */
export interface DatedItem extends TimelineItem {
  createdAt: string;
}

export interface RecordTimelineProps {
  /** The record, as `noteAdd` names it. */
  subject: Omit<NoteAddInput, 'text' | 'mentionIds' | 'isPinned'>;
  notes: FragmentType<typeof Notes>;
  acts: readonly DatedItem[];
  /** Members whom a note can mention. */
  people: FragmentType<typeof People>;
  /** Says how much of a long history is shown. */
  note?: ReactNode;
}

/** Notes and history of a record in one timeline: pinned notes first, then by time. */
export function RecordTimeline({ subject, notes, acts, note, ...props }: RecordTimelineProps) {
  const t = useText();
  const format = useFormat();
  const may = useMay();
  const { run, pending } = useCommand(addNote);
  const [shown, setShown] = useState<Shown>('all');
  const { nodes, count } = readFragment(Notes, notes);
  const people = readFragment(People, props.people).members.nodes;
  const written = nodes.map((one) => ({
    id: one.id,
    createdAt: one.createdAt,
    isPinned: one.isPinned,
    title: <NoteItem note={one} people={people} />,
  }));
  const items = [...(shown === 'changes' ? [] : written), ...(shown === 'notes' ? [] : acts)];
  const rank = (item: DatedItem): number => ('isPinned' in item && item.isPinned ? 0 : 1);
  const ordered = items.toSorted(
    (a, b) => rank(a) - rank(b) || b.createdAt.localeCompare(a.createdAt),
  );
  return (
    <Card
      title={t('ui.record.timeline')}
      note={note}
      actions={
        <Segmented
          label={t('ui.record.timeline')}
          value={shown}
          onChange={(id) => setShown(id as Shown)}
          options={SHOWN.map((id) => ({
            id,
            label:
              id === 'notes' && count.value > 0
                ? t('ui.record.shown.notesCount', { count: format.count(count) })
                : t(`ui.record.shown.${id}`),
          }))}
        />
      }
    >
      {may('noteAdd') && (
        <div className={styles.head}>
          <NoteComposer
            people={people}
            isPending={pending}
            confirmLabel={t('ui.note.add')}
            onSave={async (words) => (await run({ ...subject, ...words }))?.userErrors ?? null}
          />
        </div>
      )}
      {ordered.length === 0 ? (
        <EmptyState title={t('ui.record.noHistory')} />
      ) : (
        <Timeline label={t('ui.activity')} items={ordered} />
      )}
    </Card>
  );
}
