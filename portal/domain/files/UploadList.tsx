import { FileCheck2, FileUp, FileWarning, X } from 'lucide-react';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { IconButton } from '../../ui/actions/IconButton.tsx';
import { Icon } from '../../ui/display/Icon.tsx';
import { Progress } from '../../ui/feedback/Progress.tsx';
import styles from './Files.module.css';
import type { Upload, Uploads } from './use-uploads.ts';

/** Chosen files with their progress or refusal; each can be taken out. */
export function UploadList({ uploads }: { uploads: Uploads }) {
  const t = useText();
  if (uploads.list.length === 0) return null;
  return (
    <ul className={styles.uploads} aria-label={t('ui.files.chosen')}>
      {uploads.list.map((upload) => (
        <li key={upload.key}>
          <UploadRow upload={upload} />
          <IconButton
            icon={X}
            size="sm"
            label={t(
              upload.id === null && upload.error === null ? 'ui.files.cancel' : 'ui.files.remove',
              { name: upload.file.name },
            )}
            onPress={() => uploads.remove(upload.key)}
          />
        </li>
      ))}
    </ul>
  );
}

function UploadRow({ upload: { file, sent, id, error } }: { upload: Upload }) {
  const format = useFormat();
  if (error !== null)
    return (
      <span className={styles.failed} role="alert">
        <Icon of={FileWarning} size={14} />
        <span>
          <strong>{file.name}</strong> {error}
        </span>
      </span>
    );
  if (id === null)
    return (
      <span className={styles.running}>
        <Icon of={FileUp} size={14} />
        <Progress label={file.name} value={Math.min(sent, file.size)} total={file.size} />
      </span>
    );
  return (
    <span className={styles.done}>
      <Icon of={FileCheck2} size={14} />
      <span className="cut">{file.name}</span>
      <span className="note">{format.bytes(file.size)}</span>
    </span>
  );
}
