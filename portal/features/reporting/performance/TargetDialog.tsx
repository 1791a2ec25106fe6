import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { z } from 'zod/mini';
import { ProductPicker } from '../../../domain/ProductPicker.tsx';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { Select } from '../../../ui/fields/Select.tsx';
import { TYPES } from '../types.ts';
import { periodsOf } from './spans.ts';

const SetTarget = graphql(`
  mutation TargetDialog_set($input: PerformanceTargetSetInput!, $idempotencyKey: ID!) {
    step: performanceTargetSet(input: $input, idempotencyKey: $idempotencyKey) {
      performanceTarget { id period productType product { id name } amount { amount currency } }
      userErrors { code field message params { key value } }
    }
  }
`);

const SCOPES = ['ALL', 'PRODUCT', 'TYPE'] as const;
type Scope = (typeof SCOPES)[number];

type Kind = (typeof TYPES)[number];

interface Values {
  period: string;
  scope: Scope;
  productId: string | null;
  productType: Kind | null;
  amount: string;
}
const schema = z
  .object({
    period: z.string(),
    scope: z.enum(SCOPES),
    productId: z.nullable(z.string()),
    productType: z.nullable(z.enum(TYPES)),
    amount: z.string(),
  })
  .check(
    z.refine((v) => v.scope !== 'PRODUCT' || v.productId !== null, {
      error: 'ui.form.required',
      path: ['productId'],
    }),
    z.refine((v) => v.scope !== 'TYPE' || v.productType !== null, {
      error: 'ui.form.required',
      path: ['productType'],
    }),
  );

/** Sets or removes a target of the month, its quarter or its year: of all performance, one product or one type. */
export function TargetDialog({ month, onClose }: { month: string; onClose: () => void }) {
  const t = useText();
  const { run } = useCommand(SetTarget);
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { period: month, scope: 'ALL', productId: null, productType: null, amount: '' },
  });
  const scope = useWatch({ control: form.control, name: 'scope' });
  const [productName, setProductName] = useState('');
  const submit = form.handleSubmit(async ({ period, amount, ...of }) => {
    const payload = await run({
      period,
      amount: amount || null,
      productId: of.scope === 'PRODUCT' ? of.productId : null,
      productType: of.scope === 'TYPE' ? of.productType : null,
    });
    if (!isAccepted(form, payload, t)) return;
    const name =
      of.scope === 'TYPE' && of.productType ? t.enum('ProductType', of.productType) : productName;
    toast.show({
      tone: 'good',
      title:
        of.scope === 'ALL'
          ? t('ui.performance.targetSaved', { period })
          : t('ui.performance.targetOfSaved', { period, name }),
    });
    onClose();
  });
  const units = { month: 'MONTH', quarter: 'QUARTER', year: 'YEAR' } as const;
  return (
    <FormDialog
      form={form}
      title={t('ui.performance.setTarget')}
      description={t('ui.performance.targetText')}
      confirmLabel={t('ui.save')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="period">
        {(field) => (
          <Select
            {...field}
            label={t('ui.performance.period')}
            options={Object.entries(periodsOf(month)).map(([unit, id]) => ({
              id,
              label: `${id} · ${t.enum('SalesUnit', units[unit as keyof typeof units])}`,
            }))}
          />
        )}
      </FormField>
      <FormField control={form.control} name="scope">
        {(field) => (
          <Select
            {...field}
            onChange={(id) => field.onChange(id as Scope)}
            label={t('ui.performance.scope')}
            options={SCOPES.map((id) => ({ id, label: t(`ui.performance.scope.${id}`) }))}
          />
        )}
      </FormField>
      {scope === 'PRODUCT' && (
        <FormField control={form.control} name="productId">
          {(field) => (
            <ProductPicker
              {...field}
              onChange={(id, option) => {
                field.onChange(id);
                setProductName(option?.label ?? '');
              }}
              isRequired
            />
          )}
        </FormField>
      )}
      {scope === 'TYPE' && (
        <FormField control={form.control} name="productType">
          {(field) => (
            <Select
              {...field}
              onChange={(id) => field.onChange(id as Kind)}
              label={t('ui.report.type')}
              placeholder={t('ui.choose')}
              isRequired
              options={TYPES.map((id) => ({ id, label: t.enum('ProductType', id) }))}
            />
          )}
        </FormField>
      )}
      <FormField control={form.control} name="amount">
        {(field) => (
          <MoneyField
            {...field}
            label={t('ui.performance.row.target')}
            description={t('ui.performance.targetEmpty')}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
