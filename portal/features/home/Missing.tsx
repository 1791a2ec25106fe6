import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import type { Missing_QueryFragment } from '../../gql/graphql.ts';
import { type Text, useText } from '../../lib/i18n.tsx';
import { RouteButton } from '../../shell/links.ts';
import { Banner } from '../../ui/feedback/Banner.tsx';

const Facts = graphql(`
  fragment Missing_query on Query {
    taxes: partner(by: { id: $partnerId }) @include(if: $taxes) {
      id certifiedAt taxpayerProfile { id rejectedAt rejectionReason businessLicense { id } }
    }
    invoicing: invoicingSettings(first: 20) @include(if: $invoicing) { nodes { id isInForce } }
  }
`);

/** Names what a bill still lacks, with the page where it is entered. Empty if a bill lacks nothing. */
export function Missing({ query }: { query: FragmentType<typeof Facts> }) {
  const t = useText();
  const { taxes, invoicing } = readFragment(Facts, query);
  if (invoicing && !invoicing.nodes.some(({ isInForce }) => isInForce))
    return (
      <Banner
        tone="waiting"
        title={t('ui.invoicingData.empty')}
        action={
          <RouteButton to="/invoicing-data" size="sm">
            {t('ui.invoicingData.enter')}
          </RouteButton>
        }
      >
        {t('ui.invoicingData.emptyText')}
      </Banner>
    );
  if (!taxes || taxes.certifiedAt) return null;
  return (
    <Banner
      tone="waiting"
      title={t('ui.home.missing.title')}
      action={
        <RouteButton to="/tax-profile" size="sm">
          {t('ui.nav.taxProfile')}
        </RouteButton>
      }
    >
      {lackOf(taxes.taxpayerProfile, t)}
    </Banner>
  );
}

type Profile = NonNullable<Missing_QueryFragment['taxes']>['taxpayerProfile'];

function lackOf(profile: Profile, t: Text): string {
  if (!profile) return t('ui.home.missing.profile');
  if (profile.rejectionReason !== null)
    return t('ui.home.missing.rejected', { reason: profile.rejectionReason });
  return t(profile.businessLicense ? 'ui.home.missing.certification' : 'ui.home.missing.license');
}
