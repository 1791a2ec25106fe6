import type { UseFormReturn } from 'react-hook-form';
import { serverNow } from '../../lib/clock.ts';
import { isoDay, plusDays } from '../../lib/dates.ts';
import { FormField } from '../../lib/FormField.tsx';
import { useText } from '../../lib/i18n.tsx';
import { Card } from '../../ui/Card.tsx';
import { DatePicker } from '../../ui/DatePicker.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import styles from './Editor.module.css';
import { type EditorValues, NOTE_MAX } from './editor-values.ts';

/** How long it holds, and a word to the reviewer. Days begin at midnight in Shanghai, so the first one is tomorrow. */
export function EditorTerms({ form }: { form: UseFormReturn<EditorValues> }) {
  const t = useText();
  const tomorrow = plusDays(isoDay(serverNow()), 1);
  return (
    <Card title={t('ui.discount.terms')}>
      <div className={styles.pair}>
        <FormField control={form.control} name="validFrom">
          {(field) => (
            <DatePicker
              {...field}
              label={t('ui.discount.firstDay')}
              description={t('ui.discount.firstDayHelp')}
              min={tomorrow}
              isRequired
            />
          )}
        </FormField>
        <FormField control={form.control} name="validUntil">
          {(field) => (
            <DatePicker
              {...field}
              label={t('ui.discount.lastDay')}
              description={t('ui.discount.lastDayHelp')}
              min={tomorrow}
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
