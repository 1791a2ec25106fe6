import Big from 'big.js';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { fromDay, untilDay } from '../../../lib/dates.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import styles from './TermsCompared.module.css';
import type { Terms } from './terms.ts';

const Authorization = graphql(`
  fragment TermsCompared_authorization on JointSalesAuthorization {
    id termsVersion shareRatio floorPayRate validFrom validUntil
    requestedShareRatio requestedFloorPayRate requestedFrom requestedUntil
  }
`);

export interface TermsComparedProps {
  authorization: FragmentType<typeof Authorization>;
  draft?: Terms;
}

const same = (a: string, b: string) => a !== '' && b !== '' && new Big(a).eq(b);

/** Requested and granted terms side by side; differences are bold. Empty without a request. */
export function TermsCompared({ authorization, draft }: TermsComparedProps) {
  const t = useText();
  const format = useFormat();
  const a = readFragment(Authorization, authorization);
  const { requestedShareRatio, requestedFloorPayRate, requestedFrom, requestedUntil } = a;
  if (!requestedShareRatio || !requestedFloorPayRate || !requestedFrom || !requestedUntil)
    return null;
  const share = draft ? draft.shareRatio : a.shareRatio;
  const rate = draft ? draft.payRate : a.floorPayRate;
  const from = draft?.validFrom ? fromDay(draft.validFrom) : a.validFrom;
  const until = draft?.validUntil ? untilDay(draft.validUntil) : a.validUntil;
  const asked = format.validity(requestedFrom, requestedUntil);
  const given = format.validity(from, until);
  const rows = [
    {
      id: 'share',
      label: t('ui.product.share'),
      asked: format.percent(requestedShareRatio),
      given: share && format.percent(share),
      equal: same(share, requestedShareRatio),
    },
    {
      id: 'rate',
      label: t('ui.authorization.floorPayRate'),
      asked: format.payRate(requestedFloorPayRate),
      given: rate && format.payRate(rate),
      equal: same(rate, requestedFloorPayRate),
    },
    { id: 'validity', label: t('ui.discount.validity'), asked, given, equal: asked === given },
  ];
  const decided = draft !== undefined || a.termsVersion > 0;
  return (
    <table className={styles.table} aria-label={t('ui.authorization.compared')}>
      <thead>
        <tr>
          <th scope="col">{t('ui.authorization.term')}</th>
          <th scope="col">{t('ui.authorization.asked')}</th>
          {decided && <th scope="col">{t('ui.authorization.agreed')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.label}</th>
            <td>{row.asked}</td>
            {decided && (
              <td className={row.equal ? undefined : styles.changed}>
                {row.given || t('ui.none')}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
