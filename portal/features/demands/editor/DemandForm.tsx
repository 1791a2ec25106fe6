import { zodResolver } from '@hookform/resolvers/zod';
import Big from 'big.js';
import { type ReactNode, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { CustomerPicker } from '../../../domain/CustomerPicker.tsx';
import { RatioScale } from '../../../domain/demand/RatioScale.tsx';
import { ProductPicker } from '../../../domain/ProductPicker.tsx';
import { useProductLimits } from '../../../domain/useProductLimits.ts';
import { serverNow } from '../../../lib/clock.ts';
import { isoDay } from '../../../lib/dates.ts';
import { useDraft } from '../../../lib/drafts.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors, type UserErrorLike } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { type FormVersion, useFormVersion } from '../../../lib/version.ts';
import { FormProblems } from '../../../shell/FormProblems.tsx';
import { KeptNote } from '../../../shell/KeptNote.tsx';
import { LeaveGuard } from '../../../shell/LeaveGuard.tsx';
import { RestoredBanner } from '../../../shell/RestoredBanner.tsx';
import { StaleDialog } from '../../../shell/StaleDialog.tsx';
import { Button } from '../../../ui/actions/Button.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import type { Option } from '../../../ui/fields/Options.tsx';
import { PercentField } from '../../../ui/fields/PercentField.tsx';
import { RadioGroup } from '../../../ui/fields/RadioGroup.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { TextField } from '../../../ui/fields/TextField.tsx';
import { Card } from '../../../ui/layout/Card.tsx';
import { CardGrid, Page } from '../../../ui/layout/Page.tsx';

export interface DemandValues {
  who: 'own' | 'account';
  customerId: string | null;
  name: string;
  cloudAccount: string;
  productId: string | null;
  expectedShareRatio: string;
  expectedAmount: string;
  expectedOrderOn: string | null;
  requirement: string;
}

export const emptyDemand: DemandValues = {
  who: 'own',
  customerId: null,
  name: '',
  cloudAccount: '',
  productId: null,
  expectedShareRatio: '',
  expectedAmount: '',
  expectedOrderOn: null,
  requirement: '',
};

const required = z.string().check(z.trim(), z.minLength(1, 'ui.form.required'));
const present = z.nullable(z.string()).check(z.refine((v) => v !== null, 'ui.form.required'));
const schema = z
  .object({
    who: z.enum(['own', 'account']),
    customerId: z.nullable(z.string()),
    name: z.string().check(z.trim(), z.maxLength(120, 'error.TOO_LONG')),
    cloudAccount: z.string().check(z.trim(), z.maxLength(64, 'error.TOO_LONG')),
    productId: present,
    expectedShareRatio: required,
    expectedAmount: z.string(),
    expectedOrderOn: z.nullable(z.string()),
    requirement: required.check(z.maxLength(2000, 'error.TOO_LONG')),
  })
  .check(
    z.refine((v) => v.who === 'account' || v.customerId !== null, {
      error: 'ui.form.required',
      path: ['customerId'],
    }),
    z.refine((v) => v.who === 'own' || v.name !== '', {
      error: 'ui.form.required',
      path: ['name'],
    }),
    z.refine((v) => v.who === 'own' || v.cloudAccount !== '', {
      error: 'ui.form.required',
      path: ['cloudAccount'],
    }),
  );

export interface DemandFormProps {
  head: ReactNode;
  values: DemandValues;
  customer?: Option | null;
  product?: Option | null;
  /** The customer of a saved demand does not change. */
  fixedCustomer?: string;
  /** Name of the input kept on this device. */
  draftId: string;
  /** The saved demand as it is now. */
  saved?: { version: number; values: DemandValues };
  /** Values of a new demand without the input kept on this device. */
  fresh?: DemandValues;
  /** Version of the saved demand from which kept input was made; 0 for a new demand. */
  keptVersion?: number;
  /** Sends the demand, submitted or as a draft; null when the request failed. */
  send: (
    values: DemandValues,
    submit: boolean,
    version: FormVersion,
  ) => Promise<readonly UserErrorLike[] | null>;
  /** Leaves the form after it was sent and its kept input was dropped. */
  onSent: () => void;
}

/** Customer, product and expected share of a demand, with the product's largest share live. */
export function DemandForm(props: DemandFormProps) {
  const { head, values, customer, product, fixedCustomer, draftId, saved, keptVersion, send } =
    props;
  const t = useText();
  const format = useFormat();
  const form = useForm<DemandValues>({
    mode: 'onTouched',
    resolver: zodResolver(schema),
    defaultValues: values,
  });
  const { control } = form;
  const version = useFormVersion(saved?.version ?? 0, keptVersion);
  const kept = useDraft(draftId, form, version.base());
  const [isRestored, setRestored] = useState(keptVersion !== undefined);
  /** The running step. It stays set once the demand is sent, until the page is left. */
  const [busy, setBusy] = useState<'save' | 'submit' | null>(null);
  const [lastStep, setLastStep] = useState<'save' | 'submit'>('save');
  const fields = useRef<HTMLFormElement>(null);
  const draft = form.watch();
  const limits = useProductLimits(draft.productId);
  const most = limits?.maxShareRatio ?? null;
  const over =
    most && draft.expectedShareRatio && new Big(draft.expectedShareRatio).gt(most)
      ? t('ui.authorization.shareOver', { most: format.percent(most) })
      : null;
  const estimate =
    draft.expectedAmount && draft.expectedShareRatio
      ? new Big(draft.expectedAmount).times(draft.expectedShareRatio).round(2, 1).toFixed(2)
      : null;
  const save = (step: 'save' | 'submit') =>
    form.handleSubmit(async (given) => {
      setBusy(step);
      setLastStep(step);
      const errors = await send(given, step === 'submit', version);
      if (errors?.length === 0) {
        kept.drop();
        props.onSent();
        return;
      }
      setBusy(null);
      if (!errors) return;
      version.note(errors);
      applyUserErrors(form, errors, t, {
        paths: { customer: 'cloudAccount', 'customer.name': 'name' },
      });
    })();
  function takeLatest() {
    kept.drop();
    setRestored(false);
    if (saved) version.set(saved.version);
    form.reset(saved?.values ?? props.fresh);
  }
  return (
    <Page
      width="narrow"
      footer={
        <>
          <KeptNote draft={kept} />
          <Button
            isPending={busy === 'save'}
            isDisabled={busy !== null}
            onPress={() => void save('save')}
          >
            {t('ui.demand.save')}
          </Button>
          <Button
            variant="primary"
            isPending={busy === 'submit'}
            isDisabled={busy !== null}
            disabledReason={over ?? undefined}
            onPress={() => void save('submit')}
          >
            {t('ui.demand.submit')}
          </Button>
        </>
      }
    >
      {head}
      {isRestored && <RestoredBanner onStartOver={takeLatest} />}
      <LeaveGuard draft={kept} />
      {saved && (
        <StaleDialog
          form={form}
          version={version}
          latest={saved}
          describe={(values) => [
            {
              label: t('ui.product'),
              text: values.productId === product?.id ? product?.label : (limits?.name ?? null),
            },
            {
              label: t('ui.demand.expected'),
              text: values.expectedShareRatio && format.percent(values.expectedShareRatio),
            },
            {
              label: t('ui.demand.amount'),
              text: values.expectedAmount && format.amount(values.expectedAmount),
            },
            { label: t('ui.demand.orderOn'), text: values.expectedOrderOn },
            { label: t('ui.demand.requirement'), text: values.requirement.trim() },
          ]}
          onMine={() => void save(lastStep)}
          onTheirs={takeLatest}
        />
      )}
      <FormProblems form={form} within={fields} />
      <form ref={fields} className="stack" onSubmit={(event) => event.preventDefault()} noValidate>
        <Card title={t('ui.customer')}>
          <div className="stack">
            {fixedCustomer ? (
              <TextField label={t('ui.customer')} value={fixedCustomer} isReadOnly />
            ) : (
              <>
                <FormField control={control} name="who">
                  {(field) => (
                    <RadioGroup
                      {...field}
                      onChange={(value) => field.onChange(value === 'account' ? 'account' : 'own')}
                      label={t('ui.demand.who')}
                      orientation="horizontal"
                      options={[
                        { id: 'own', label: t('ui.demand.who.own') },
                        { id: 'account', label: t('ui.demand.who.account') },
                      ]}
                    />
                  )}
                </FormField>
                {draft.who === 'own' ? (
                  <FormField control={control} name="customerId">
                    {(field) => <CustomerPicker {...field} initial={customer} isRequired />}
                  </FormField>
                ) : (
                  <CardGrid>
                    <FormField control={control} name="name">
                      {(field) => <TextField {...field} label={t('ui.customer.name')} isRequired />}
                    </FormField>
                    <FormField control={control} name="cloudAccount">
                      {(field) => (
                        <TextField
                          {...field}
                          label={t('ui.customer.cloudAccount')}
                          description={t('ui.demand.accountHelp')}
                          isRequired
                        />
                      )}
                    </FormField>
                  </CardGrid>
                )}
              </>
            )}
          </div>
        </Card>
        <Card title={t('ui.demand.goods')} note={t('ui.demand.goodsNote')}>
          <div className="stack">
            <FormField control={control} name="productId">
              {(field) => (
                <ProductPicker {...field} initial={product} model="JOINT_OPERATION" isRequired />
              )}
            </FormField>
            <CardGrid>
              <FormField control={control} name="expectedShareRatio">
                {(field) => (
                  <PercentField
                    {...field}
                    label={t('ui.demand.expected')}
                    error={over ?? field.error}
                    description={
                      most
                        ? t('ui.authorization.shareMost', { most: format.percent(most) })
                        : undefined
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
                expected={draft.expectedShareRatio || null}
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
      </form>
    </Page>
  );
}
