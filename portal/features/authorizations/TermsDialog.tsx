import { zodResolver } from '@hookform/resolvers/zod';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { ProductPicker } from '../../domain/ProductPicker.tsx';
import { FormField } from '../../lib/FormField.tsx';
import { applyUserErrors, type UserErrorLike } from '../../lib/form.ts';
import { useText } from '../../lib/i18n.tsx';
import { FormDialog } from '../../shell/FormDialog.tsx';
import { toast } from '../../ui/Toast.tsx';
import { TermsFields, type TermsFieldsProps } from './TermsFields.tsx';
import { type Asks, type Terms, termsPaths, termsSchema } from './terms.ts';
import { useProductLimits } from './useProductLimits.ts';
import { WhomFields } from './WhomFields.tsx';

export interface TermsDialogProps
  extends Asks,
    Omit<TermsFieldsProps, 'control' | 'side' | 'usualRate'> {
  title: string;
  description: string;
  confirmLabel: string;
  values: Terms;
  /** Runs the command; null when the request itself failed. */
  send: (terms: Terms) => Promise<{ userErrors: readonly UserErrorLike[] } | null>;
  /** Said when it is done. */
  done: string;
  onClose: () => void;
  /** Above the fields. */
  children?: (draft: Terms) => ReactNode;
}

/** Asks for the terms of an authorization, and for a new one on what and for whom. */
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
  const limits = useProductLimits(draft.productId);
  const submit = form.handleSubmit(async (terms) => {
    const answer = await send(terms);
    if (!answer) return;
    if (answer.userErrors.length > 0) {
      applyUserErrors(form, answer.userErrors, t, { paths: termsPaths });
      return;
    }
    toast.show({ tone: 'good', title: done });
    onClose();
  });
  return (
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
          <WhomFields control={control} levels={goods.levels} side={side} />
        </>
      )}
      <TermsFields
        control={control}
        side={side}
        rate={props.rate}
        maxShareRatio={props.maxShareRatio ?? limits?.maxShareRatio}
        usualRate={usualRate ? limits?.floorPayRate : undefined}
        start={props.start}
        caps={props.caps}
        note={props.note}
      />
    </FormDialog>
  );
}
