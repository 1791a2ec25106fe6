import { useFieldDiffs } from '../../domain/ActChanges.tsx';
import { CopyValue } from '../../domain/CopyValue.tsx';
import { FieldDiffs } from '../../domain/FieldDiffs.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { actionText } from '../../lib/action-text.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { useObjectPath } from '../../shell/objects.ts';
import { PanelFrame, RecordPanel } from '../../shell/PanelFrame.tsx';
import { Timeline } from '../../ui/display/Timeline.tsx';
import { PanelSection } from '../../ui/overlays/SidePanel.tsx';
import { actorOf, factsOf } from './detail.ts';

const One = graphql(`
  query AuditPanel($id: ID!) { auditEntry(by: { id: $id }) { id ...AuditPanel_entry } }
`);
const Entry = graphql(`
  fragment AuditPanel_entry on AuditEntry {
    id createdAt day position actorName role via action subjectType label subject { id }
    detail requestId hash previousHash
    changes { ...ActChanges_change }
  }
`);

/** Timestamp format of JSON. */
const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

interface AuditPanelProps {
  id: string;
  onClose: () => void;
}

export function AuditPanel({ id, onClose }: AuditPanelProps) {
  return (
    <RecordPanel id={id} prefix="aud" query={One} of={(data) => data.auditEntry} onClose={onClose}>
      {(entry) => <Line entry={entry} onClose={onClose} />}
    </RecordPanel>
  );
}

/** Person, act, time, channel and request; the changes; and the entry's place in the chain. */
function Line({ entry, onClose }: { entry: FragmentType<typeof Entry>; onClose: () => void }) {
  const t = useText();
  const format = useFormat();
  const pathOf = useObjectPath();
  const e = readFragment(Entry, entry);
  const enums: Record<string, string> = {
    state: `${e.subjectType}Status`,
    role: 'Role',
    scopes: 'ApiKeyScope',
    tier: 'PartnerTier',
  };
  const words = (name: string, value: string) =>
    INSTANT.test(value) ? format.dateTime(value) : t.enum(enums[name] ?? '', value);
  const changes = useFieldDiffs()(e.changes);
  const path = e.subject && pathOf(e.subjectType, e.subject.id);
  const facts = factsOf(e.detail, words)
    // A new value is told with its former one.
    .filter(({ name }) => !changes.some(({ field }) => field === name))
    .map((fact) => ({
      ...fact,
      name: t.maybe(`ui.audit.fact.${fact.name}`, undefined, fact.name),
    }));
  return (
    <PanelFrame title={actionText(e.action, e.subjectType, t)} onClose={onClose}>
      <PanelSection>
        <Timeline
          label={t('ui.audit.detail')}
          items={[
            {
              id: e.id,
              tone: e.via === 'SYSTEM' ? undefined : 'brand',
              title: (
                <>
                  {t.enum('Subject', e.subjectType)}{' '}
                  {path && e.label ? <RouteLink to={path}>{e.label}</RouteLink> : e.label}
                </>
              ),
              note: [format.dateTime(e.createdAt), ...actorOf(e, t)].join(' · '),
              children: <FieldDiffs diffs={[...facts, ...changes]} />,
            },
          ]}
        />
      </PanelSection>
      <PanelSection>
        <div className="stack">
          <CopyValue label={t('ui.requestId')} value={e.requestId} />
          <p className="note">{`${t('ui.audit.place')} ${e.day} #${format.number(e.position)}`}</p>
          <CopyValue label={t('ui.audit.hash')} value={e.hash} />
          <CopyValue label={t('ui.audit.previousHash')} value={e.previousHash} />
        </div>
      </PanelSection>
    </PanelFrame>
  );
}
