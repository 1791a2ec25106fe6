import { Ellipsis, Pin } from 'lucide-react';
import { useState } from 'react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Avatar } from '../../ui/display/Avatar.tsx';
import { Icon } from '../../ui/display/Icon.tsx';
import { Menu, type MenuEntry } from '../../ui/overlays/Menu.tsx';
import { useActions } from '../ActionButtons.tsx';
import { useStep } from '../useStep.ts';
import type { Person } from './mentions.ts';
import { piecesOf } from './mentions.ts';
import { editNote, pinNote, removeNote, unpinNote } from './NoteCommands.ts';
import { NoteComposer } from './NoteComposer.tsx';
import styles from './Notes.module.css';

export const Note = graphql(`
  fragment NoteItem_note on Note {
    id text author isPinned status createdAt editedAt
    mentions { memberId name }
    ...ActionButtons_actionable
  }
`);

export interface NoteItemProps {
  note: FragmentType<typeof Note>;
  people: readonly Person[];
}

/** One note with its author, its time and what the viewer may do with it. */
export function NoteItem({ note, people }: NoteItemProps) {
  const t = useText();
  const format = useFormat();
  const n = readFragment(Note, note);
  const actionOf = useActions(n);
  const [isEditing, setEditing] = useState(false);
  const edit = useCommand(editNote);
  const pin = useStep(pinNote);
  const unpin = useStep(unpinNote);
  const remove = useStep(removeNote);
  const entries = [
    { id: 'edit', label: t('ui.note.edit'), onAction: () => setEditing(true) },
    n.isPinned
      ? { id: 'unpin', label: t('ui.note.unpin'), onAction: () => void unpin.run({ id: n.id }) }
      : { id: 'pin', label: t('ui.note.pin'), onAction: () => void pin.run({ id: n.id }) },
    {
      id: 'remove',
      label: t('ui.note.remove'),
      tone: 'danger' as const,
      onAction: () => void remove.run({ id: n.id }),
    },
  ].flatMap((entry): MenuEntry[] => {
    const action = actionOf(entry.id);
    return action
      ? [{ ...entry, isDisabled: !action.enabled, description: action.disabledReason }]
      : [];
  });
  return (
    <div>
      <p className="row">
        <Avatar name={n.author} />
        <strong>{n.author}</strong>
        <time className="note" dateTime={n.createdAt}>
          {format.dateTime(n.createdAt)}
        </time>
        {n.editedAt && <span className="note">{t('ui.note.edited')}</span>}
        <span className="grow" />
        {n.isPinned && (
          <span className={styles.pinned}>
            <Icon of={Pin} size={12} />
            {t('ui.note.pinned')}
          </span>
        )}
        {entries.length > 0 && (
          <Menu
            trigger={
              <IconButton
                icon={Ellipsis}
                size="sm"
                label={t('ui.note.more', { author: n.author })}
              />
            }
            label={t('ui.note.more', { author: n.author })}
            items={entries}
          />
        )}
      </p>
      {isEditing ? (
        <NoteComposer
          people={people}
          initial={n.text ?? ''}
          isPending={edit.pending}
          confirmLabel={t('ui.save')}
          onCancel={() => setEditing(false)}
          onSave={async (words) => {
            const errors = (await edit.run({ id: n.id, ...words }))?.userErrors ?? null;
            if (errors?.length === 0) setEditing(false);
            return errors;
          }}
        />
      ) : n.text === null || n.text === undefined ? (
        <p className="note">{t('ui.note.removed')}</p>
      ) : (
        <p className={styles.text}>
          {piecesOf(n.text, n.mentions).map(({ text, isMention }, index) =>
            isMention ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other identity
              <mark key={index} className={styles.mention}>
                {text}
              </mark>
            ) : (
              text
            ),
          )}
        </p>
      )}
    </div>
  );
}
