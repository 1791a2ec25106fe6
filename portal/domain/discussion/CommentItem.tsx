import { Lock } from 'lucide-react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { cx } from '../../ui/cx.ts';
import { Avatar } from '../../ui/display/Avatar.tsx';
import { Badge } from '../../ui/display/Badge.tsx';
import { FileLink } from '../files/FileLink.tsx';
import styles from './Thread.module.css';

const Comment = graphql(`
  fragment CommentItem_comment on Comment {
    id body author side audience createdAt
    attachments { id ...FileLink_file }
  }
`);

export function CommentItem({ comment }: { comment: FragmentType<typeof Comment> }) {
  const t = useText();
  const format = useFormat();
  const { body, author, side, audience, createdAt, attachments } = readFragment(Comment, comment);
  const isInternal = audience === 'INTERNAL';
  return (
    <li className={cx(styles.comment, isInternal && styles.internal)}>
      <Avatar name={author} />
      <div className={styles.words}>
        <p className={styles.meta}>
          <strong>{author}</strong>
          <span className="note">{t.enum('Side', side)}</span>
          {isInternal && (
            <Badge tone="idle" icon={Lock}>
              {t('ui.thread.internal')}
            </Badge>
          )}
          <span className="grow" />
          <time className="note" dateTime={createdAt}>
            {format.dateTime(createdAt)}
          </time>
        </p>
        <p className={styles.body}>{body}</p>
        {attachments.length > 0 && (
          <ul className={styles.files}>
            {attachments.map((file) => (
              <li key={file.id}>
                <FileLink file={file} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
