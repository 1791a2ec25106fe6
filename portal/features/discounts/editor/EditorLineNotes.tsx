import type { UseFormReturn } from 'react-hook-form';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { isoDay } from '../../../lib/dates.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { RouteLink } from '../../../shell/links.ts';
import { Button } from '../../../ui/actions/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import styles from './Editor.module.css';
import type { EditorValues } from './editor-values.ts';

const Quote = graphql(`
  fragment EditorLineNotes_quote on ExclusiveDiscountQuoteLine {
    belowFloor
    overlap { number name validFrom validUntil }
  }
`);

export interface EditorLineNotesProps {
  form: UseFormReturn<EditorValues>;
  index: number;
  quote: FragmentType<typeof Quote> | null | undefined;
  shortfall: string | null;
  floor: string;
  onFloor: () => void;
}

/** Problems of one line, below it, each with the step that resolves it. */
export function EditorLineNotes({
  form,
  index,
  quote,
  shortfall,
  floor,
  onFloor,
}: EditorLineNotesProps) {
  const t = useText();
  const format = useFormat();
  const q = readFragment(Quote, quote);
  const refused = form.formState.errors.lines?.[index]?.specificationId?.message;
  const overlap = q?.overlap;
  return (
    <>
      {refused && !overlap && (
        <div className={styles.notes}>
          <Banner tone="bad" live>
            {refused}
          </Banner>
        </div>
      )}
      {overlap && (
        <div className={styles.notes}>
          <Banner
            tone="waiting"
            action={
              <Button
                size="sm"
                onPress={() =>
                  form.setValue('validFrom', isoDay(overlap.validUntil), { shouldDirty: true })
                }
              >
                {t('ui.discount.startAfter', { date: format.date(overlap.validUntil) })}
              </Button>
            }
          >
            {t('ui.discount.overlap', {
              name: overlap.name,
              period: format.validity(overlap.validFrom, overlap.validUntil),
            })}{' '}
            <RouteLink to="/discounts" search={{ q: overlap.number }}>
              {overlap.number}
            </RouteLink>
          </Banner>
        </div>
      )}
      {q?.belowFloor && (
        <div className={styles.notes}>
          <Banner
            tone="bad"
            action={
              <Button size="sm" onPress={onFloor}>
                {t('ui.discount.toFloor', { rate: format.percent(floor) })}
              </Button>
            }
          >
            {t('ui.discount.belowFloor', {
              rate: format.percent(floor),
              amount: format.amount(shortfall ?? '0'),
            })}
          </Banner>
        </div>
      )}
    </>
  );
}
