import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useQuery } from 'urql';
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

const Present = graphql(`
  query TargetDialog($filter: PerformanceTargetFilter!) {
    performanceTargets(first: 1, filter: $filter) { nodes { id amount { amount currency } } }
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

/** The target of the chosen period and scope; null without one, undefined until it is known. */
function usePresent({ period, scope, productId, productType }: Partial<Values>) {
  const isChosen =
    scope === 'ALL' || Boolean(scope === 'PRODUCT' ? productId : scope === 'TYPE' && productType);
  const [{ data, fetching }] = useQuery({
    query: Present,
    variables: {
      filter: {
        period: [period ?? ''],
        isOfProducts: scope !== 'ALL',
        ...(scope === 'PRODUCT' && productId && { productId: [productId] }),
        ...(scope === 'TYPE' && productType && { productType: [productType] }),
      },
    },
    pause: !isChosen,
    requestPolicy: 'network-only',
  });
  if (!isChosen || fetching) return undefined;
  return data?.performanceTargets.nodes[0]?.amount.amount ?? null;
}

/** Sets or removes a target of the month, its quarter or its year: of all performance, one product or one type. */
export function TargetDialog({ month, onClose }: { month: string; onClose: () => void }) {
  const t = useText();
  const { run } = useCommand(SetTarget);
  const form = useForm<Values>({
    resolver: zodResolver(schema),
    defaultValues: { period: month, scope: 'ALL', productId: null, productType: null, amount: '' },
  });
  const chosen = useWatch({ control: form.control });
  const { scope } = chosen;
  const [productName, setProductName] = useState('');
  const present = usePresent(chosen);
  const { dirtyFields } = form.formState;
  const isTyped = Boolean(dirtyFields.amount);
  useEffect(() => {
    if (!isTyped) form.resetField('amount', { defaultValue: present ?? '' });
  }, [form, present, isTyped]);
  const submit = form.handleSubmit(async ({ period, amount, ...of }) => {
    if (!amount && !present) {
      form.setError('amount', { message: 'ui.form.required' }, { shouldFocus: true });
      return;
    }
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
      title: !amount
        ? t('ui.performance.targetRemoved', { period })
        : of.scope === 'ALL'
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
            description={present && t('ui.performance.targetEmpty')}
          />
        )}
      </FormField>
    </FormDialog>
  );
}
