import Big from 'big.js';
import type { Control } from 'react-hook-form';
import { serverNow } from '../../../lib/clock.ts';
import { isoDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { NumberField } from '../../../ui/fields/NumberField.tsx';
import { PercentField } from '../../../ui/fields/PercentField.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import styles from './TermsFields.module.css';
import type { Asks, Terms } from './terms.ts';

export interface TermsFieldsProps {
  control: Control<Terms>;
  /** A partner requests a share, a seller grants it. */
  side: Asks['side'];
  /** Largest share of the product, as a fraction; undefined until a product is chosen. */
  maxShareRatio?: string;
  /** Lowest rate of the product, used as the default; absent: the field is required. */
  usualRate?: string;
  start?: boolean;
  caps?: boolean;
  note?: boolean;
}

/** Share, lowest pay rate, period, limits and a message to the other side. */
export function TermsFields(props: TermsFieldsProps) {
  const { control, side, maxShareRatio, usualRate, start, caps, note } = props;
  const t = useText();
  const format = useFormat();
  const today = isoDay(serverNow());
  const withoutRate = usualRate
    ? t('ui.authorization.rateUsual', { rate: format.payRate(usualRate) })
    : t('ui.authorization.rateHelp');
  const overMaximum = (share: string) =>
    maxShareRatio && share && new Big(share).gt(maxShareRatio)
      ? t('ui.authorization.shareOver', { most: format.percent(maxShareRatio) })
      : null;
  return (
    <div className={styles.pair}>
      <FormField control={control} name="shareRatio">
        {(field) => (
          <PercentField
            {...field}
            label={t(side === 'PARTNER' ? 'ui.authorization.expectedShare' : 'ui.product.share')}
            error={overMaximum(field.value) ?? field.error}
            description={
              maxShareRatio &&
              t('ui.authorization.shareMost', { most: format.percent(maxShareRatio) })
            }
            isRequired
          />
        )}
      </FormField>
      <FormField control={control} name="payRate">
        {(field) => (
          <PercentField
            {...field}
            label={t('ui.authorization.floorPayRate')}
            description={field.value ? format.payRate(field.value) : withoutRate}
            isRequired={!usualRate}
          />
        )}
      </FormField>
      {start && (
        <FormField control={control} name="validFrom">
          {(field) => (
            <DatePicker
              {...field}
              label={t('ui.discount.firstDay')}
              description={t('ui.authorization.firstDayHelp')}
              min={today}
              isRequired
            />
          )}
        </FormField>
      )}
      <FormField control={control} name="validUntil">
        {(field) => (
          <DatePicker
            {...field}
            label={t('ui.discount.lastDay')}
            description={t('ui.discount.lastDayHelp')}
            min={today}
            isRequired
          />
        )}
      </FormField>
      {caps && (
        <>
          <FormField control={control} name="maxCustomers">
            {(field) => (
              <NumberField {...field} label={t('ui.authorization.maxCustomers')} min={1} />
            )}
          </FormField>
          <FormField control={control} name="maxCashPerMonth">
            {(field) => <MoneyField {...field} label={t('ui.authorization.maxCash')} />}
          </FormField>
        </>
      )}
      {note && (
        <div className={styles.wide}>
          <FormField control={control} name="note">
            {(field) => (
              <TextArea
                {...field}
                label={t(
                  `ui.authorization.${side === 'PARTNER' ? 'noteToSeller' : 'noteToPartner'}`,
                )}
                rows={2}
                maxLength={500}
              />
            )}
          </FormField>
        </div>
      )}
    </div>
  );
}
