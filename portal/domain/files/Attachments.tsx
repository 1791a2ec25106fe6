import { Lock } from 'lucide-react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { Card } from '../../ui/layout/Card.tsx';
import { FileLink } from './FileLink.tsx';
import styles from './Files.module.css';

const File = graphql(`
  fragment Attachments_file on Attachment { id audience uploadedAt uploadedBy ...FileLink_file }
`);

export interface AttachmentsProps {
  files: readonly FragmentType<typeof File>[];
}

/** Files of an object with uploader and time; nothing without files. */
export function Attachments({ files }: AttachmentsProps) {
  const t = useText();
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t('ui.files.title')}>
      {files.map((one) => {
        const file = readFragment(File, one);
        return (
          <li key={file.id} className={styles.file}>
            <FileLink file={file} />
            {file.audience === 'INTERNAL' && (
              <Badge tone="idle" icon={Lock}>
                {t('ui.thread.internal')}
              </Badge>
            )}
            <span className="note">
              {file.uploadedBy} · {format.dateTime(file.uploadedAt)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** The files as a card of their own; nothing without files. */
export function AttachmentsCard({ files }: AttachmentsProps) {
  const t = useText();
  if (files.length === 0) return null;
  return (
    <Card title={t('ui.files.title')} note={t('ui.files.count', { count: files.length })}>
      <Attachments files={files} />
    </Card>
  );
}
