import { type UseFormReturn, useWatch } from 'react-hook-form';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { serverNow } from '../../../lib/clock.ts';
import { isoDay, lastDay, plusDays } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useText } from '../../../lib/i18n.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import styles from './Editor.module.css';
import { type EditorValues, NOTE_MAX } from './editor-values.ts';

const Quote = graphql(`
  fragment EditorTerms_quote on ExclusiveDiscountQuote { startsBefore maxDays }
`);

export interface EditorTermsProps {
  form: UseFormReturn<EditorValues>;
  quote: FragmentType<typeof Quote> | null | undefined;
}

/**
 * Period and note. Days begin at midnight in Shanghai, so the earliest start is tomorrow; the quote
 * provides the latest dates.
 */
export function EditorTerms({ form, quote }: EditorTermsProps) {
  const t = useText();
  const { startsBefore, maxDays } = readFragment(Quote, quote) ?? {};
  const first = useWatch({ control: form.control, name: 'validFrom' });
  const latestStart = startsBefore ? lastDay(startsBefore) : undefined;
  const latestEnd = maxDays && first ? plusDays(first, maxDays - 1) : undefined;
  const tomorrow = plusDays(isoDay(serverNow()), 1);
  return (
    <Card title={t('ui.discount.terms')}>
      <div className={styles.pair}>
        <FormField control={form.control} name="validFrom">
          {(field) => (
            <DatePicker
              {...field}
              label={t('ui.discount.firstDay')}
              description={
                latestStart
                  ? t('ui.discount.firstDayLatest', { date: latestStart })
                  : t('ui.discount.firstDayHelp')
              }
              min={tomorrow}
              max={latestStart}
              isRequired
            />
          )}
        </FormField>
        <FormField control={form.control} name="validUntil">
          {(field) => (
            <DatePicker
              {...field}
              label={t('ui.discount.lastDay')}
              description={
                maxDays
                  ? t('ui.discount.lastDayLatest', { days: maxDays })
                  : t('ui.discount.lastDayHelp')
              }
              min={tomorrow}
              max={latestEnd}
              isRequired
            />
          )}
        </FormField>
        <div className={styles.wide}>
          <FormField control={form.control} name="note">
            {(field) => (
              <TextArea
                {...field}
                label={t('ui.discount.note')}
                description={t('ui.discount.noteHelp')}
                rows={2}
                maxLength={NOTE_MAX}
              />
            )}
          </FormField>
        </div>
      </div>
    </Card>
  );
}
