import { createRequest } from 'urql';
import { ActivityTimeline } from '../../../domain/ActivityTimeline.tsx';
import { JointFacts } from '../../../domain/authorization/JointFacts.tsx';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import { PanelFrame, RecordPanel } from '../../../shell/PanelFrame.tsx';
import { PanelSection } from '../../../ui/overlays/SidePanel.tsx';
import { endsSoon } from '../rows.ts';
import { TermsCompared } from '../terms/TermsCompared.tsx';
import { Versions } from '../terms/Versions.tsx';
import { JointActions } from './JointActions.tsx';

const One = graphql(`
  query JointPanel($id: ID!) {
    jointSalesAuthorization(by: { id: $id }) { id ...JointPanel_authorization }
  }
`);
/** For whoever leads here, so that the data are there first. */
export const warm = (id: string) => createRequest(One, { id });
const Authorization = graphql(`
  fragment JointPanel_authorization on JointSalesAuthorization {
    id status level productName partnerName customerName shareRatio floorPayRate validFrom validUntil
    termsVersion createdAt dueAt requestedAt
    versions(first: 50) { nodes { id ...Versions_version } }
    activities(first: 30) { nodes { id ...ActivityTimeline_activity } }
    ...JointFacts_authorization
    ...TermsCompared_authorization
    ...JointActions_authorization
  }
`);

const tones = {
  grant: 'good',
  grantDirectly: 'good',
  start: 'good',
  refuse: 'bad',
  lapse: 'bad',
  revoke: 'bad',
} as const;

interface PanelProps {
  id: string;
  onClose: () => void;
}

/** One joint-sales authorization, or the request for one, beside the list. */
export function JointPanel({ id, onClose }: PanelProps) {
  return (
    <RecordPanel
      id={id}
      prefix="jsa"
      query={One}
      of={(data) => data.jointSalesAuthorization}
      onClose={onClose}
    >
      {(authorization) => <Known authorization={authorization} onClose={onClose} />}
    </RecordPanel>
  );
}

interface KnownProps {
  authorization: FragmentType<typeof Authorization>;
  onClose: () => void;
}

function Known({ authorization, onClose }: KnownProps) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const soon =
    a.status === 'REQUESTED'
      ? a.dueAt
      : a.status === 'ACTIVE' && endsSoon(a.validUntil)
        ? a.validUntil
        : null;
  return (
    <PanelFrame
      title={a.productName}
      badges={
        <>
          <StateBadge type="JointSalesAuthorizationStatus" value={a.status} />
          {soon && <DeadlineBadge deadline={{ dueAt: soon }} />}
        </>
      }
      footer={<JointActions authorization={a} />}
      onClose={onClose}
    >
      <PanelSection>
        <JointFacts authorization={a} />
      </PanelSection>
      {a.requestedAt && a.termsVersion > 0 && (
        <PanelSection title={t('ui.authorization.compared')}>
          <TermsCompared authorization={a} />
        </PanelSection>
      )}
      {a.versions.nodes.length > 0 && (
        <PanelSection title={t('ui.authorization.versions')}>
          <Versions versions={a.versions.nodes} />
        </PanelSection>
      )}
      <PanelSection title={t('ui.activity')}>
        <ActivityTimeline activities={a.activities.nodes} tones={tones} label={t('ui.activity')} />
      </PanelSection>
    </PanelFrame>
  );
}
