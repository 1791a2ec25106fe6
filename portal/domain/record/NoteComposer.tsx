import { AtSign } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { errorText, type UserErrorLike } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { TextArea } from '../../ui/fields/TextArea.tsx';
import { Menu } from '../../ui/overlays/Menu.tsx';
import { mentionedIn, type Person } from './mentions.ts';
import styles from './Notes.module.css';

export interface NoteWords {
  text: string;
  mentionIds: string[];
}

export interface NoteComposerProps {
  /** Members whom a note can mention. */
  people: readonly Person[];
  initial?: string;
  isPending: boolean;
  confirmLabel: string;
  /** Returns user errors, or null when the request failed; the text stays in both cases. */
  onSave: (words: NoteWords) => Promise<readonly UserErrorLike[] | null>;
  onCancel?: () => void;
}

/** Field for a note with mentions by @name. Ctrl+Enter saves. */
export function NoteComposer(props: NoteComposerProps) {
  const { people, initial = '', isPending, confirmLabel, onSave, onCancel } = props;
  const t = useText();
  const [text, setText] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const isReady = text.trim() !== '' && !isPending;
  async function save() {
    if (!isReady) return;
    const mentionIds = mentionedIn(text, people).map(({ id }) => id);
    const errors = await onSave({ text, mentionIds });
    if (!errors) return;
    setError(errors.length > 0 ? errors.map((one) => errorText(one, t)).join(' ') : null);
    if (errors.length === 0) setText('');
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the key is an additional way to press the button
    <div className={styles.composer} onKeyDown={onKeyDown}>
      <TextArea
        label={t('ui.note.text')}
        hideLabel
        placeholder={t('ui.note.placeholder')}
        value={text}
        onChange={setText}
        rows={2}
        maxLength={2000}
        error={error}
        inputRef={field}
      />
      <div className="row">
        <Menu
          trigger={<IconButton icon={AtSign} size="sm" label={t('ui.note.mention')} />}
          label={t('ui.note.mention')}
          placement="bottom start"
          items={people.map(({ id, name }) => ({
            id,
            label: name,
            onAction: () => {
              setText((was) => `${was}${was === '' || was.endsWith(' ') ? '' : ' '}@${name} `);
              field.current?.focus();
            },
          }))}
        />
        <span className="note grow">{t('ui.note.internal')}</span>
        {onCancel && (
          <Button size="sm" variant="ghost" onPress={onCancel}>
            {t('ui.cancel')}
          </Button>
        )}
        <Button size="sm" isPending={isPending} isDisabled={!isReady} onPress={() => void save()}>
          {confirmLabel}
        </Button>
      </div>
    </div>
  );
}
