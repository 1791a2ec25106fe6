import type { ReactNode } from 'react';
import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { FactStrip } from '../../../ui/display/FactStrip.tsx';

const Demand = graphql(`
  fragment DemandChain_demand on CustomerDemand {
    number status submittedAt submittedByName answeredAt answeredByName answerDueAt
    seller { id name }
    privateOffer {
      id number status
      netTotal { amount currency }
      jointSalesAuthorization { id status validFrom }
      exclusiveDiscount { id number status }
    }
  }
`);

/** The chain of a demand: answer, offer, authorization and discount, each with its link. */
export function DemandChain({ demand }: { demand: FragmentType<typeof Demand> }) {
  const t = useText();
  const format = useFormat();
  const d = readFragment(Demand, demand);
  const offer = d.privateOffer;
  const authorization = offer?.jointSalesAuthorization;
  const discount = offer?.exclusiveDiscount;
  const by = (name: string | null | undefined, at: string | null | undefined): ReactNode =>
    at ? [name, format.dateTime(at)].filter(Boolean).join(' ') : t('ui.demand.chain.none');
  return (
    <FactStrip
      isNames
      facts={[
        {
          id: 'demand',
          label: t('ui.demand'),
          value: d.number,
          note: by(d.submittedByName, d.submittedAt),
        },
        {
          id: 'answer',
          label: t('ui.demand.clock'),
          value: d.seller.name,
          note: d.answeredAt
            ? by(d.answeredByName, d.answeredAt)
            : d.answerDueAt &&
              t('ui.demand.chain.before', { time: format.dateTime(d.answerDueAt) }),
        },
        {
          id: 'offer',
          label: t('ui.privateOffer'),
          value: offer ? (
            <RouteLink to="/private-offers/$id" params={{ id: offer.id }}>
              {offer.number}
            </RouteLink>
          ) : (
            t('ui.demand.chain.none')
          ),
          note: offer ? format.money(offer.netTotal) : t('ui.demand.chain.afterAnswer'),
        },
        {
          id: 'authorization',
          label: t('ui.authorization.joint'),
          value: authorization ? (
            <RouteLink to="/authorizations/joint/$id" params={{ id: authorization.id }}>
              {format.date(authorization.validFrom)}
            </RouteLink>
          ) : (
            t('ui.demand.chain.none')
          ),
          note: authorization ? (
            <StateBadge type="JointSalesAuthorizationStatus" value={authorization.status} />
          ) : (
            t('ui.demand.chain.withOffer')
          ),
        },
        {
          id: 'discount',
          label: t('ui.discount'),
          value: discount ? (
            <RouteLink to="/discounts/$id" params={{ id: discount.id }}>
              {discount.number}
            </RouteLink>
          ) : (
            t('ui.demand.chain.none')
          ),
          note: discount ? (
            <StateBadge type="ExclusiveDiscountStatus" value={discount.status} />
          ) : (
            t('ui.demand.chain.fromOffer')
          ),
        },
      ]}
    />
  );
}
