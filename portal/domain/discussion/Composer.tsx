import { Paperclip, Send } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components';
import { errorText, type UserErrorLike } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { Segmented } from '../../ui/fields/Segmented.tsx';
import { TextArea } from '../../ui/fields/TextArea.tsx';
import { ACCEPTED } from '../files/FilesField.tsx';
import { UploadList } from '../files/UploadList.tsx';
import { useUploads } from '../files/use-uploads.ts';
import styles from './Thread.module.css';

export interface CommentInput {
  body: string;
  audience: 'SHARED' | 'INTERNAL';
  attachmentIds: string[];
}

interface ComposerProps {
  isPending: boolean;
  withCustomer?: boolean;
  /** Receives whether the field holds words. */
  onDraft: (hasDraft: boolean) => void;
  /** Returns user errors, or null when the request failed; the text stays in both cases. */
  onSend: (input: CommentInput) => Promise<readonly UserErrorLike[] | null>;
}

const MOST_FILES = 10;

/** Field for a comment: its readers, its text, and files by dialog or drop. Ctrl+Enter sends. */
export function Composer({ isPending, withCustomer = false, onDraft, onSend }: ComposerProps) {
  const t = useText();
  const uploads = useUploads(MOST_FILES);
  const [audience, setAudience] = useState<CommentInput['audience']>('SHARED');
  const [body, setBody] = useState('');
  const [error, setError] = useState<string | null>(null);
  const isInternal = audience === 'INTERNAL';
  const shared = t(withCustomer ? 'ui.thread.sharedWithCustomer' : 'ui.thread.shared');
  const isReady = body.trim() !== '' && !uploads.isPending && !isPending;

  // Words that are typed while a comment is under way are the beginning of the next one.
  const latest = useRef('');
  const write = (words: string): void => {
    latest.current = words;
    setBody(words);
    onDraft(words !== '');
  };

  const send = async () => {
    if (!isReady) return;
    const errors = await onSend({ body, audience, attachmentIds: [...uploads.ids] });
    if (!errors) return;
    setError(errors.length > 0 ? errors.map((one) => errorText(one, t)).join(' ') : null);
    if (errors.length > 0) return;
    const { current: words } = latest;
    write(words.startsWith(body) ? words.slice(body.length) : words);
    for (const { key } of uploads.list) uploads.remove(key);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send();
  };

  return (
    <DropZone
      aria-label={t('ui.files.drop')}
      className={cx(styles.composer, isInternal && styles.internal)}
      onDrop={async ({ items }) =>
        uploads.add(await Promise.all(items.filter(isFileDropItem).map((item) => item.getFile())))
      }
    >
      <div className={styles.choices}>
        <Segmented
          label={t('ui.thread.audience')}
          options={[
            { id: 'SHARED', label: shared },
            { id: 'INTERNAL', label: t('ui.thread.internal') },
          ]}
          value={audience}
          onChange={(id) => setAudience(id as CommentInput['audience'])}
        />
        <span className="grow" />
        <FileTrigger
          acceptedFileTypes={ACCEPTED}
          allowsMultiple
          onSelect={(list) => list && uploads.add([...list])}
        >
          <Button
            size="sm"
            variant="ghost"
            icon={Paperclip}
            isDisabled={uploads.list.length >= MOST_FILES}
          >
            {t('ui.thread.attach')}
          </Button>
        </FileTrigger>
      </div>
      <UploadList uploads={uploads} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the key is an additional way to press the button */}
      <div onKeyDown={onKeyDown}>
        <TextArea
          label={t('ui.thread.body')}
          description={t(isInternal ? 'ui.thread.internalHelp' : 'ui.thread.sharedHelp')}
          value={body}
          onChange={write}
          rows={2}
          maxLength={2000}
          error={error}
        />
      </div>
      <div className={styles.choices}>
        <span className="note">
          {uploads.isPending ? t('ui.files.wait') : t('ui.review.sendKey')}
        </span>
        <span className={styles.send}>
          <Button icon={Send} isPending={isPending} isDisabled={!isReady} onPress={send}>
            {t('ui.thread.send')}
          </Button>
        </span>
      </div>
    </DropZone>
  );
}
