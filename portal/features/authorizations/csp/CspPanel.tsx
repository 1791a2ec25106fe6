import { createRequest } from 'urql';
import { FactList } from '../../../domain/FactList.tsx';
import { SellerLink } from '../../../domain/SellerLink.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import type { Prefetch } from '../../../lib/prefetch.ts';
import { RecordPanel } from '../../../shell/PanelFrame.tsx';
import { AuthorizationFrame } from '../AuthorizationFrame.tsx';
import { endsSoon } from '../rows.ts';
import { CspActions } from './CspActions.tsx';

const One = graphql(`
  query CspPanel($id: ID!) {
    cspAuthorization(by: { id: $id }) { id ...CspPanel_authorization }
  }
`);
export const prefetch: Prefetch = ({ id }) => [createRequest(One, { id })];
const Authorization = graphql(`
  fragment CspPanel_authorization on CspAuthorization {
    id status level productName partnerName customerName floorPayRate shareRatio maxShareRatio
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

export function CspPanel({ id, onClose }: PanelProps) {
  return (
    <RecordPanel
      id={id}
      prefix="csa"
      query={One}
      of={(data) => data.cspAuthorization}
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
  const format = useFormat();
  const a = readFragment(Authorization, authorization);
  const facts = {
    seller: <SellerLink seller={a.seller} />,
    partner: a.partnerName ?? t('ui.authorization.allPartners'),
    customer: a.customerName ?? t('ui.authorization.allCustomers'),
    level: t.enum('AuthorizationLevel', a.level),
    floorPayRate: format.payRate(a.floorPayRate),
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
    <AuthorizationFrame
      title={a.productName}
      state={{ type: 'CspAuthorizationStatus', value: a.status }}
      dueAt={a.status === 'ACTIVE' && endsSoon(a.validUntil) ? a.validUntil : null}
      facts={<FactList labels="ui.authorization.fact" facts={facts} />}
      versions={a.versions.nodes}
      activities={a.activities.nodes}
      tones={tones}
      actions={<CspActions authorization={a} />}
      onClose={onClose}
    />
  );
}
