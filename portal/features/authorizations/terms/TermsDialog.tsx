import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { ProductPicker } from '../../../domain/ProductPicker.tsx';
import { useProductLimits } from '../../../domain/useProductLimits.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { isAccepted, type UserErrorLike } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { useFormVersion } from '../../../lib/version.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { StaleDialog } from '../../../shell/StaleDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { ScopeFields } from './ScopeFields.tsx';
import { TermsFields, type TermsFieldsProps } from './TermsFields.tsx';
import { type Asks, type Terms, termsPaths, termsSchema } from './terms.ts';

export interface TermsDialogProps
  extends Asks,
    Omit<TermsFieldsProps, 'control' | 'side' | 'usualRate'> {
  title: string;
  description: string;
  confirmLabel: string;
  /** Initial values; for an existing authorization, its present terms. */
  values: Terms;
  version?: number;
  /** Runs the command on a version; null when the request itself failed. */
  send: (terms: Terms, version: number) => Promise<{ userErrors: readonly UserErrorLike[] } | null>;
  done: string;
  onClose: () => void;
  children?: (draft: Terms) => ReactNode;
}

/** Asks for the terms of an authorization; for a new one also for product and scope. */
export function TermsDialog(props: TermsDialogProps) {
  const { goods, side, usualRate, values, send, done, onClose, children } = props;
  const t = useText();
  const form = useForm<Terms>({
    mode: 'onTouched',
    resolver: zodResolver(termsSchema({ goods, side, usualRate })),
    defaultValues: values,
  });
  const { control } = form;
  const draft = form.watch();
  const format = useFormat();
  const percent = (fraction: string) => fraction && format.percent(fraction);
  const limits = useProductLimits(draft.productId);
  const version = useFormVersion(props.version ?? 0);
  const submit = form.handleSubmit(async (terms) => {
    const answer = await send(terms, version.base());
    if (!isAccepted(form, answer, t, { paths: termsPaths, version })) return;
    toast.show({ tone: 'good', title: done });
    onClose();
  });
  return (
    <>
      <FormDialog
        form={form}
        size="md"
        title={props.title}
        description={props.description}
        confirmLabel={props.confirmLabel}
        onSubmit={submit}
        onClose={onClose}
      >
        {children?.(draft)}
        {goods && (
          <>
            <FormField control={control} name="productId">
              {(field) => <ProductPicker {...field} model={goods.model} isRequired />}
            </FormField>
            <ScopeFields control={control} levels={goods.levels} side={side} />
          </>
        )}
        <TermsFields
          control={control}
          side={side}
          maxShareRatio={props.maxShareRatio ?? limits?.maxShareRatio ?? undefined}
          usualRate={(usualRate && limits?.floorPayRate) || undefined}
          start={props.start}
          caps={props.caps}
          note={props.note}
        />
      </FormDialog>
      <StaleDialog
        form={form}
        version={version}
        latest={{ version: props.version ?? 0, values }}
        describe={(terms) => [
          { label: t('ui.product.share'), text: percent(terms.shareRatio) },
          { label: t('ui.authorization.floorPayRate'), text: percent(terms.payRate) },
          { label: t('ui.discount.firstDay'), text: props.start ? terms.validFrom : null },
          { label: t('ui.discount.lastDay'), text: terms.validUntil },
          {
            label: t('ui.authorization.maxCustomers'),
            text: terms.maxCustomers === null ? null : format.number(terms.maxCustomers),
          },
          {
            label: t('ui.authorization.maxCash'),
            text: terms.maxCashPerMonth && format.amount(terms.maxCashPerMonth),
          },
        ]}
        onMine={() => void submit()}
        onTheirs={onClose}
      />
    </>
  );
}
