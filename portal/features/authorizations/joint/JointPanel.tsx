import { createRequest } from 'urql';
import { JointFacts } from '../../../domain/authorization/JointFacts.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { RecordPanel } from '../../../shell/PanelFrame.tsx';
import { PanelSection } from '../../../ui/overlays/SidePanel.tsx';
import { AuthorizationFrame } from '../AuthorizationFrame.tsx';
import { endsSoon } from '../rows.ts';
import { TermsCompared } from '../terms/TermsCompared.tsx';
import { JointActions } from './JointActions.tsx';

const One = graphql(`
  query JointPanel($id: ID!) {
    jointSalesAuthorization(by: { id: $id }) { id ...JointPanel_authorization }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
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

export function JointPanel({ id, onClose }: PanelProps) {
  return (
    <RecordPanel
      id={id}
      prefix="jsa"
      query={One}
      of={(data) => data.jointSalesAuthorization}
      onClose={onClose}
    >
      {(authorization) => <Content authorization={authorization} onClose={onClose} />}
    </RecordPanel>
  );
}

interface ContentProps {
  authorization: FragmentType<typeof Authorization>;
  onClose: () => void;
}

function Content({ authorization, onClose }: ContentProps) {
  const t = useText();
  const a = readFragment(Authorization, authorization);
  const dueAt =
    a.status === 'REQUESTED'
      ? a.dueAt
      : a.status === 'ACTIVE' && endsSoon(a.validUntil)
        ? a.validUntil
        : null;
  return (
    <AuthorizationFrame
      title={a.productName}
      state={{ type: 'JointSalesAuthorizationStatus', value: a.status }}
      dueAt={dueAt}
      facts={<JointFacts authorization={a} />}
      versions={a.versions.nodes}
      activities={a.activities.nodes}
      tones={tones}
      actions={<JointActions authorization={a} />}
      onClose={onClose}
    >
      {a.requestedAt && a.termsVersion > 0 && (
        <PanelSection title={t('ui.authorization.compared')}>
          <TermsCompared authorization={a} />
        </PanelSection>
      )}
    </AuthorizationFrame>
  );
}
