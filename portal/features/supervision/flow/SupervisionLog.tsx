import { Check, TriangleAlert } from 'lucide-react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Badge } from '../../../ui/display/Badge.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { shortHash } from './EvidenceList.tsx';
import styles from './Flow.module.css';

const Supervision = graphql(`
  fragment SupervisionLog_supervision on Supervision {
    id isLogIntact
    log(first: 100) {
      nodes { id position createdAt event actorName actorSide via reason files hash }
      count { value isExact }
    }
  }
`);

/** The append-only log with the state of its hash chain; evidence in an appeal. */
export function SupervisionLog({ supervision }: { supervision: FragmentType<typeof Supervision> }) {
  const t = useText();
  const format = useFormat();
  const s = readFragment(Supervision, supervision);
  const { nodes, count } = s.log;
  return (
    <Card
      flush
      title={t('ui.supervision.log')}
      note={t('ui.supervision.logNote')}
      actions={
        <Badge tone={s.isLogIntact ? 'good' : 'bad'} icon={s.isLogIntact ? Check : TriangleAlert}>
          {t(s.isLogIntact ? 'ui.supervision.logIntact' : 'ui.supervision.logBroken', {
            count: count.value,
          })}
        </Badge>
      }
    >
      <ol className={styles.log}>
        {nodes.map((line) => (
          <li key={line.id}>
            <time dateTime={line.createdAt}>{format.dateTime(line.createdAt)}</time>
            <span>
              {line.via === 'SYSTEM'
                ? t.enum('Via', line.via)
                : `${t.enum('Side', line.actorSide)} ${line.actorName}`}
            </span>
            <span className={styles.what}>
              <strong>{t.maybe(`event.Supervision.${line.event}`, undefined, line.event)}</strong>
              {line.files.length > 0 && (
                <span className="note">
                  {t('ui.supervision.logFiles', { count: line.files.length })}
                </span>
              )}
              {line.reason && <span className={styles.reason}>{line.reason}</span>}
            </span>
            <code className="mono muted" title={line.hash}>
              {shortHash(line.hash)}
            </code>
          </li>
        ))}
      </ol>
    </Card>
  );
}
