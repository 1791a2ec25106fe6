import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { FactList } from '../FactList.tsx';
import { SellerLink } from '../SellerLink.tsx';

const Authorization = graphql(`
  fragment JointFacts_authorization on JointSalesAuthorization {
    id level partnerName customerName floorPayRate shareRatio maxShareRatio validFrom validUntil termsVersion
    maxCustomers requestedByName requestedAt requestNote decidedAt decidedByName decisionReason
    revokedAt revokeReason endedAt endReason
    maxCashPerMonth { amount currency }
    soldLastYear { amount currency }
    seller { id name }
    renews { id validFrom validUntil }
  }
`);

/** The facts of a joint-sales authorization, without the empty ones. */
export function JointFacts({
  authorization,
}: {
  authorization: FragmentType<typeof Authorization>;
}) {
  const t = useText();
  const format = useFormat();
  const a = readFragment(Authorization, authorization);
  const by = (at: string | null | undefined, name: string | null | undefined) =>
    at && [format.dateTime(at), name].filter(Boolean).join(' · ');
  const facts = {
    seller: <SellerLink seller={a.seller} />,
    partner: a.partnerName,
    customer: a.customerName ?? t('ui.authorization.allCustomers'),
    level: t.enum('AuthorizationLevel', a.level),
    floorPayRate: format.payRate(a.floorPayRate),
    share: t('ui.authorization.shareOf', {
      share: format.percent(a.shareRatio),
      most: format.percent(a.maxShareRatio),
    }),
    validity: format.validity(a.validFrom, a.validUntil),
    maxCustomers: a.maxCustomers && format.number(a.maxCustomers),
    maxCash: a.maxCashPerMonth && format.money(a.maxCashPerMonth),
    version: a.termsVersion > 0 && t('ui.authorization.versionShort', { version: a.termsVersion }),
    sold: a.soldLastYear && format.money(a.soldLastYear),
    renews: a.renews && (
      <RouteLink
        to="/authorizations/joint"
        search={(old) => ({ ...old, open: a.renews?.id }) as never}
      >
        {format.validity(a.renews.validFrom, a.renews.validUntil)}
      </RouteLink>
    ),
    requested: by(a.requestedAt, a.requestedByName),
    requestNote: a.requestNote,
    decided: by(a.decidedAt, a.decidedByName),
    decisionReason: a.decisionReason,
    revokedAt: a.revokedAt && format.dateTime(a.revokedAt),
    revokeReason: a.revokeReason,
    endedAt: a.endedAt && format.dateTime(a.endedAt),
    endReason: a.endReason && t.enum('AuthorizationEndReason', a.endReason),
  };
  return <FactList labels="ui.authorization.fact" facts={facts} />;
}
