import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { EvidenceList } from '../flow/EvidenceList.tsx';
import styles from './Record.module.css';

const Supervision = graphql(`
  fragment RejectionCard_supervision on Supervision {
    id status rejectionCount rejectionReason rejectedAt
    nodes { id node evidence { id kind round ...EvidenceList_evidence } }
  }
`);

const OVER = new Set(['COMPLETED', 'REFUNDED', 'CLOSED']);

/** The buyer's reason for the last rejection, beside the form that answers it. */
export function RejectionCard({ supervision }: { supervision: FragmentType<typeof Supervision> }) {
  const t = useText();
  const format = useFormat();
  const s = readFragment(Supervision, supervision);
  if (!s.rejectionReason || !s.rejectedAt || OVER.has(s.status)) return null;
  const grounds = s.nodes
    .flatMap(({ evidence }) => evidence)
    .filter(({ kind }) => kind === 'REJECTION');
  return (
    <Card
      title={<span className="t-bad">{t('ui.supervision.rejected')}</span>}
      note={t('ui.supervision.rejectedNote', {
        count: s.rejectionCount,
        time: format.dateTime(s.rejectedAt),
      })}
    >
      <blockquote className={styles.reason}>{s.rejectionReason}</blockquote>
      {grounds.length > 0 && <EvidenceList evidence={grounds} />}
    </Card>
  );
}
