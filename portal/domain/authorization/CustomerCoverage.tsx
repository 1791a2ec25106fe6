import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { AuthorizationLevel } from '../../gql/graphql.ts';
import { useFormat } from '../../lib/format.ts';
import { useText } from '../../lib/i18n.tsx';
import { RouteLink } from '../../shell/links.ts';
import { Card } from '../../ui/layout/Card.tsx';
import { isEnded } from '../binding/states.ts';
import { StateBadge } from '../StateBadge.tsx';
import { type Cover, CoverageTable } from './CoverageTable.tsx';

const Customer = graphql(`
  fragment CustomerCoverage_customer on Customer {
    id
    binding { id status boundAt createdAt dueAt partner { id name } }
    cspAuthorizations(first: 20, filter: { isInForce: true }, orderBy: { field: ENDING, direction: ASC }) {
      nodes { id productName level floorPayRate validFrom validUntil }
    }
    jointSalesAuthorizations(first: 20, filter: { isInForce: true }, orderBy: { field: ENDING, direction: ASC }) {
      nodes { id productName level floorPayRate validFrom validUntil }
    }
    exclusiveDiscounts(first: 20, filter: { status: [SCHEDULED, EFFECTIVE] }, orderBy: { field: ENDING, direction: ASC }) {
      nodes { id name productName validFrom validUntil }
    }
  }
`);
export interface CustomerCoverageProps {
  customer: FragmentType<typeof Customer>;
}

const RANK: Record<AuthorizationLevel, number> = { CUSTOMER: 0, PARTNER: 1, PRODUCT: 2 };

/** Of the authorizations of one product the most specific, which applies, with the number of wider ones. */
function deciding<A extends { productName: string; level: AuthorizationLevel }>(
  all: readonly A[],
): (A & { wider: number })[] {
  const narrowest = all.toSorted((a, b) => RANK[a.level] - RANK[b.level]);
  return [...new Set(all.map((a) => a.productName))].flatMap((name) => {
    const [first, ...wider] = narrowest.filter((a) => a.productName === name);
    return first ? [{ ...first, wider: wider.length }] : [];
  });
}

/** The customer's binding, authorizations and prices, with end dates. */
export function CustomerCoverage({ customer }: CustomerCoverageProps) {
  const t = useText();
  const format = useFormat();
  const c = readFragment(Customer, customer);
  const csp = c.cspAuthorizations.nodes;
  const joint = c.jointSalesAuthorizations.nodes;
  const covers = deciding([
    ...csp.map((a) => ({ ...a, to: '/authorizations' as const })),
    ...joint.map((a) => ({ ...a, to: '/authorizations/joint' as const })),
  ])
    .map(({ wider, ...a }) => ({
      id: a.id,
      link: (
        <RouteLink variant="quiet" to={a.to} search={{ open: a.id }}>
          {a.productName}
        </RouteLink>
      ),
      notes: [
        t.enum('AuthorizationLevel', a.level),
        t('ui.coverage.from', { rate: format.payRate(a.floorPayRate) }),
        ...(wider > 0 ? [t('ui.coverage.wider', { count: wider })] : []),
      ],
      from: a.validFrom,
      until: a.validUntil,
    }))
    .toSorted((a, b) => a.until.localeCompare(b.until));
  const discounts: Cover[] = c.exclusiveDiscounts.nodes.map((d) => ({
    id: d.id,
    link: (
      <RouteLink variant="quiet" to="/discounts/$id" params={{ id: d.id }}>
        {d.name}
      </RouteLink>
    ),
    notes: [d.productName],
    from: d.validFrom,
    until: d.validUntil,
  }));
  const bindings: Cover[] =
    c.binding && !isEnded(c.binding.status)
      ? [
          {
            id: c.binding.id,
            link: c.binding.partner?.name ?? t('ui.coverage.binding'),
            notes: c.binding.boundAt
              ? [t('ui.coverage.boundSince', { date: format.date(c.binding.boundAt) })]
              : [],
            from: c.binding.boundAt ?? c.binding.createdAt,
            // An unaccepted binding lasts until its deadline.
            until: c.binding.boundAt ? null : c.binding.dueAt,
            end: <StateBadge type="PartnerBindingStatus" value={c.binding.status} />,
          },
        ]
      : [];
  return (
    <Card flush title={t('ui.coverage')} note={t('ui.coverage.note')}>
      <CoverageTable
        label={t('ui.coverage')}
        groups={[
          {
            id: 'binding',
            title: t('ui.coverage.binding'),
            empty: t('ui.coverage.noBinding'),
            covers: bindings,
            more: (
              <RouteLink to="/customers/$id" params={{ id: c.id }} search={{ tab: 'bindings' }}>
                {t('ui.coverage.all')}
              </RouteLink>
            ),
          },
          {
            id: 'authorizations',
            title: t('ui.coverage.authorizations'),
            empty: t('ui.coverage.noAuthorization'),
            covers,
            more: <RouteLink to="/authorizations/coverage">{t('ui.coverage.all')}</RouteLink>,
          },
          {
            id: 'discounts',
            title: t('ui.coverage.discounts'),
            empty: t('ui.coverage.noDiscount'),
            covers: discounts,
            more: (
              <RouteLink to="/discounts" search={{ customerId: c.id }}>
                {t('ui.coverage.all')}
              </RouteLink>
            ),
          },
        ]}
      />
    </Card>
  );
}
