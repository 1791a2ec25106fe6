import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import styles from './Flow.module.css';

const Supervision = graphql(`
  fragment SupervisionEvidence_supervision on Supervision {
    id
    nodes { id node evidence { id ...EvidenceList_evidence } }
  }
`);

/** Evidence of the delivery, node by node; the latest node first. */
export function SupervisionEvidence({
  supervision,
}: {
  supervision: FragmentType<typeof Supervision>;
}) {
  const t = useText();
  const s = readFragment(Supervision, supervision);
  const nodes = s.nodes.filter(({ evidence }) => evidence.length > 0).toReversed();
  return (
    <Card title={t('ui.supervision.evidence')} note={t('ui.supervision.evidenceNote')}>
      {nodes.length === 0 && <p className="muted">{t('ui.supervision.noEvidence')}</p>}
      {nodes.map(({ id, node, evidence }) => (
        <section key={id} className={styles.node}>
          <h3>{t(`ui.supervision.node.${node}`)}</h3>
          <EvidenceList evidence={evidence} />
        </section>
      ))}
    </Card>
  );
}
