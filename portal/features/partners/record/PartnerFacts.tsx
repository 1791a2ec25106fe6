import { StateBadge } from '../../../domain/StateBadge.tsx';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { DescriptionList } from '../../../ui/display/DescriptionList.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { PartnerTax } from './PartnerTax.tsx';

const Partner = graphql(`
  fragment PartnerFacts_partner on Partner {
    id tier parentName joinedAt certifiedAt
    parent { id name }
    children(first: 50) { nodes { id name status } count { value isExact } }
  }
`);

/** Place of a partner in the programme, its tax data, and its sub-distributors. */
export function PartnerFacts({ partner }: { partner: FragmentType<typeof Partner> }) {
  const t = useText();
  const format = useFormat();
  const { children, parent, ...p } = readFragment(Partner, partner);
  return (
    <>
      <Card title={t('ui.partner.place')}>
        <DescriptionList
          items={[
            { id: 'tier', label: t('ui.partner.tier'), value: t.enum('PartnerTier', p.tier) },
            ...(p.parentName
              ? [
                  {
                    id: 'parent',
                    label: t('ui.partner.parent'),
                    value: parent ? (
                      <RouteLink to="/partners/$id" params={{ id: parent.id }}>
                        {parent.name}
                      </RouteLink>
                    ) : (
                      p.parentName
                    ),
                  },
                ]
              : []),
            { id: 'joined', label: t('ui.partner.joined'), value: format.date(p.joinedAt) },
            {
              id: 'certified',
              label: t('ui.partner.certified'),
              value: p.certifiedAt ? format.dateTime(p.certifiedAt) : t('ui.none'),
            },
          ]}
        />
      </Card>
      <PartnerTax id={p.id} />
      {children.nodes.length > 0 && (
        <Card title={t('ui.partner.children')} note={format.count(children.count)}>
          <ul className="stack">
            {children.nodes.map((child) => (
              <li key={child.id} className="row">
                <RouteLink to="/partners/$id" params={{ id: child.id }}>
                  {child.name}
                </RouteLink>
                <StateBadge type="PartnerStatus" value={child.status} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
