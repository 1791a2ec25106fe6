import { Clock } from 'lucide-react';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import type { AppealSides_AppealFragment } from '../../../gql/graphql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Badge, Tag } from '../../../ui/display/Badge.tsx';
import { Icon } from '../../../ui/display/Icon.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { EvidenceList } from '../flow/EvidenceList.tsx';
import styles from './Appeals.module.css';

const Appeal = graphql(`
  fragment AppealSides_appeal on Appeal {
    id openedBy customerName
    seller { id name }
    statements { id side authorName text createdAt evidence { id ...EvidenceList_evidence } }
    materials { id side what dueAt providedAt askedByName }
    supervision {
      id rejectionCount isLogIntact
      nodes { id evidence { id kind } }
      log(first: 1) { count { value isExact } }
    }
  }
`);
type A = AppealSides_AppealFragment;

const SIDES = ['SELLER', 'CUSTOMER'] as const;

/** Statements and files of one side, with the material that operations asked for. */
function Side({ appeal: a, side }: { appeal: A; side: (typeof SIDES)[number] }) {
  const t = useText();
  const format = useFormat();
  const statements = a.statements.filter((one) => one.side === side);
  const materials = a.materials.filter((one) => one.side === side);
  const missing = materials.filter(({ providedAt }) => !providedAt).length;
  const name = side === 'SELLER' ? a.seller.name : a.customerName;
  return (
    <section className={styles.side} aria-label={name}>
      <header className={styles.sideHead}>
        <strong>{name}</strong>
        <Tag>{t.enum('AppealSide', side)}</Tag>
        {a.openedBy === side && <Tag>{t('ui.appeal.opener')}</Tag>}
        <span className="grow" />
        {missing > 0 && <Badge tone="waiting">{t('ui.appeal.missing', { count: missing })}</Badge>}
      </header>
      {statements.length === 0 && <p className="muted">{t('ui.appeal.noStatement')}</p>}
      {statements.map((statement) => (
        <article key={statement.id} className={styles.statement}>
          <p className="note">
            {statement.authorName} · {format.dateTime(statement.createdAt)}
          </p>
          <p className={styles.text}>{statement.text}</p>
          {statement.evidence.length > 0 && <EvidenceList evidence={statement.evidence} />}
        </article>
      ))}
      {materials.map((material) => (
        <p key={material.id} className={material.providedAt ? 'muted' : 't-waiting'}>
          <Icon of={Clock} size={14} /> {material.what}{' '}
          <span className="note">
            {material.providedAt
              ? t('ui.appeal.provided', { time: format.dateTime(material.providedAt) })
              : t('ui.appeal.asked', { time: format.dateTime(material.dueAt) })}
          </span>
        </p>
      ))}
    </section>
  );
}

/** Both sides' statements and evidence side by side, over what the log of the delivery says. */
export function AppealSides({ appeal }: { appeal: FragmentType<typeof Appeal> }) {
  const t = useText();
  const a = readFragment(Appeal, appeal);
  const { supervision: s } = a;
  const files = s.nodes.flatMap(({ evidence }) => evidence).length;
  return (
    <Card
      flush
      title={t('ui.appeal.evidence')}
      note={t('ui.appeal.evidenceNote')}
      footer={
        <span className="note">
          {t('ui.appeal.record', {
            files,
            rejections: s.rejectionCount,
            lines: s.log.count.value,
          })}{' '}
          {t(s.isLogIntact ? 'ui.appeal.chainIntact' : 'ui.appeal.chainBroken')}
        </span>
      }
    >
      <div className={styles.sides}>
        {SIDES.map((side) => (
          <Side key={side} appeal={a} side={side} />
        ))}
      </div>
    </Card>
  );
}
