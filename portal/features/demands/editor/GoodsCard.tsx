import Big from 'big.js';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { RatioScale } from '../../../domain/demand/RatioScale.tsx';
import { ProductPicker } from '../../../domain/ProductPicker.tsx';
import type { useProductLimits } from '../../../domain/useProductLimits.ts';
import { serverNow } from '../../../lib/clock.ts';
import { isoDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import type { Option } from '../../../ui/fields/Options.tsx';
import { PercentField } from '../../../ui/fields/PercentField.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { CardGrid } from '../../../ui/layout/Page.tsx';
import type { DemandValues } from './demand-values.ts';

export interface GoodsCardProps {
  form: UseFormReturn<DemandValues>;
  initial?: Option | null;
  limits: ReturnType<typeof useProductLimits>;
  /** Message if the expected share exceeds the product's largest one. */
  excess: string | null;
}

/** Product, expected share with the product's largest one, amount and requirement. */
export function GoodsCard({ form: { control }, initial, limits, excess }: GoodsCardProps) {
  const t = useText();
  const format = useFormat();
  const [shareRatio, amount] = useWatch({
    control,
    name: ['expectedShareRatio', 'expectedAmount'],
  });
  const most = limits?.maxShareRatio ?? null;
  const estimate =
    amount && shareRatio ? new Big(amount).times(shareRatio).round(2, 1).toFixed(2) : null;
  return (
    <Card title={t('ui.demand.goods')} note={t('ui.demand.goodsNote')}>
      <div className="stack">
        <FormField control={control} name="productId">
          {(field) => (
            <ProductPicker {...field} initial={initial} model="JOINT_OPERATION" isRequired />
          )}
        </FormField>
        <CardGrid>
          <FormField control={control} name="expectedShareRatio">
            {(field) => (
              <PercentField
                {...field}
                label={t('ui.demand.expected')}
                error={excess ?? field.error}
                description={
                  most ? t('ui.authorization.shareMost', { most: format.percent(most) }) : undefined
                }
                isRequired
              />
            )}
          </FormField>
          <FormField control={control} name="expectedAmount">
            {(field) => (
              <MoneyField
                {...field}
                label={t('ui.demand.amount')}
                description={
                  estimate
                    ? t('ui.demand.estimateOf', {
                        amount: format.money({ amount: estimate, currency: 'CNY' }),
                      })
                    : undefined
                }
              />
            )}
          </FormField>
          <FormField control={control} name="expectedOrderOn">
            {(field) => (
              <DatePicker {...field} label={t('ui.demand.orderOn')} min={isoDay(serverNow())} />
            )}
          </FormField>
        </CardGrid>
        {most && (
          <RatioScale
            expected={shareRatio || null}
            standard={limits?.standardShareRatio}
            maximum={most}
          />
        )}
        <FormField control={control} name="requirement">
          {(field) => (
            <TextArea
              {...field}
              label={t('ui.demand.requirement')}
              rows={4}
              maxLength={2000}
              isRequired
            />
          )}
        </FormField>
      </div>
    </Card>
  );
}
