import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { Timeline } from '../../../ui/display/Timeline.tsx';

const Version = graphql(`
  fragment Versions_version on AuthorizationVersion {
    id termsVersion floorPayRate shareRatio validFrom validUntil createdAt setByName maxCustomers
    maxCashPerMonth { amount currency }
  }
`);

export interface VersionsProps {
  versions: readonly FragmentType<typeof Version>[];
}

export function Versions({ versions }: VersionsProps) {
  const t = useText();
  const format = useFormat();
  const rows = versions
    .map((masked) => readFragment(Version, masked))
    .toSorted((a, b) => b.termsVersion - a.termsVersion);
  return (
    <Timeline
      label={t('ui.authorization.versions')}
      items={rows.map((row, index) => ({
        id: row.id,
        tone: index === 0 ? 'brand' : undefined,
        title: t('ui.authorization.versionTerms', {
          version: row.termsVersion,
          rate: format.payRate(row.floorPayRate),
          share: format.percent(row.shareRatio),
        }),
        note: `${format.dateTime(row.createdAt)} · ${row.setByName}`,
        children: (
          <p className="note">
            {[
              format.validity(row.validFrom, row.validUntil),
              row.maxCustomers && t('ui.authorization.capCustomers', { count: row.maxCustomers }),
              row.maxCashPerMonth &&
                t('ui.authorization.capCash', { amount: format.money(row.maxCashPerMonth) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        ),
      }))}
    />
  );
}
