import { createRequest } from 'urql';
import { ActivityTimeline } from '../../../domain/ActivityTimeline.tsx';
import { DeadlineBadge } from '../../../domain/DeadlineBadge.tsx';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { PanelFrame, RecordPanel } from '../../../shell/PanelFrame.tsx';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { PanelSection } from '../../../ui/overlays/SidePanel.tsx';
import { endsSoon } from '../rows.ts';
import { Versions } from '../terms/Versions.tsx';
import { CspActions } from './CspActions.tsx';

const One = graphql(`
  query CspPanel($id: ID!) {
    cspAuthorization(by: { id: $id }) { id ...CspPanel_authorization }
  }
`);
/** For whoever leads here, so that the data are there first. */
export const warm = (id: string) => createRequest(One, { id });
const Authorization = graphql(`
  fragment CspPanel_authorization on CspAuthorization {
    id status level productName partnerName customerName minPayRate shareRatio maxShareRatio
    validFrom validUntil termsVersion createdAt revokedAt revokeReason endedAt endReason
    soldLastYear { amount currency }
    seller { id name }
    versions(first: 50) { nodes { id ...Versions_version } }
    activities(first: 30) { nodes { id ...ActivityTimeline_activity } }
    ...CspActions_authorization
  }
`);

const tones = { create: 'good', start: 'good', revoke: 'bad' } as const;

interface PanelProps {
  id: string;
  onClose: () => void;
}

/** One CSP authorization beside the list. */
export function CspPanel({ id, onClose }: PanelProps) {
  return (
    <RecordPanel
      id={id}
      prefix="csa"
      query={One}
      of={(data) => data.cspAuthorization}
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
  const format = useFormat();
  const a = readFragment(Authorization, authorization);
  const facts = {
    seller: a.seller.name,
    partner: a.partnerName ?? t('ui.authorization.allPartners'),
    customer: a.customerName ?? t('ui.authorization.allCustomers'),
    level: t.enum('AuthorizationLevel', a.level),
    minPayRate: format.payRate(a.minPayRate),
    share: t('ui.authorization.shareOf', {
      share: format.percent(a.shareRatio),
      most: format.percent(a.maxShareRatio),
    }),
    validity: format.validity(a.validFrom, a.validUntil),
    version: t('ui.authorization.versionShort', { version: a.termsVersion }),
    sold: a.soldLastYear && format.money(a.soldLastYear),
    revokedAt: a.revokedAt && format.dateTime(a.revokedAt),
    revokeReason: a.revokeReason,
    endedAt: a.endedAt && format.dateTime(a.endedAt),
    endReason: a.endReason && t.enum('AuthorizationEndReason', a.endReason),
  };
  return (
    <PanelFrame
      title={a.productName}
      badges={
        <>
          <StateBadge type="CspAuthorizationStatus" value={a.status} />
          {a.status === 'ACTIVE' && endsSoon(a.validUntil) && (
            <DeadlineBadge deadline={{ dueAt: a.validUntil }} />
          )}
        </>
      }
      footer={<CspActions authorization={a} />}
      onClose={onClose}
    >
      <PanelSection>
        <DescriptionList
          items={Object.entries(facts)
            .filter(([, value]) => value)
            .map(([id, value]) => ({ id, label: t.maybe(`ui.authorization.fact.${id}`), value }))}
        />
      </PanelSection>
      <PanelSection title={t('ui.authorization.versions')}>
        <Versions versions={a.versions.nodes} />
      </PanelSection>
      {a.activities.nodes.length > 0 && (
        <PanelSection title={t('ui.activity')}>
          <ActivityTimeline
            activities={a.activities.nodes}
            tones={tones}
            label={t('ui.activity')}
          />
        </PanelSection>
      )}
    </PanelFrame>
  );
}
