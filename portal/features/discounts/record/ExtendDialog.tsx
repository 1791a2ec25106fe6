import { zodResolver } from '@hookform/resolvers/zod';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { isoDay, lastDay, untilDay } from '../../../lib/dates.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { plusMonths } from '../../../lib/months.ts';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { DatePicker } from '../../../ui/fields/DatePicker.tsx';
import { extendDiscount } from '../DiscountCommands.ts';

const Discount = graphql(`
  fragment ExtendDialog_discount on ExclusiveDiscount { id version name validUntil extendableUntil }
`);

const schema = z.object({ last: z.string('ui.form.required') });

/** Submits the successor of a discount, from its end to a later day, and opens it. */
export function ExtendDialog({
  discount,
  onClose,
}: {
  discount: FragmentType<typeof Discount>;
  onClose: () => void;
}) {
  const t = useText();
  const navigate = useNavigate();
  const { run } = useCommand(extendDiscount);
  const { id, version, name, validUntil, extendableUntil } = readFragment(Discount, discount);
  const latest = extendableUntil ? lastDay(extendableUntil) : undefined;
  const year = plusMonths(lastDay(validUntil), 12);
  const form = useForm<{ last: string | null }>({
    resolver: zodResolver(schema) as never,
    // A year more, or as long as the rules allow.
    defaultValues: { last: latest && latest < year ? latest : year },
  });
  const submit = form.handleSubmit(async ({ last }) => {
    const payload = await run({ id, version, validUntil: untilDay(last as string) });
    if (!payload) return;
    const { exclusiveDiscount, userErrors } = payload;
    if (userErrors.length > 0)
      applyUserErrors(form, userErrors, t, { paths: { validUntil: 'last' } });
    if (!exclusiveDiscount) return;
    toast.show({ tone: 'good', title: t('ui.discount.extended', { name }) });
    onClose();
    await navigate({ to: '/discounts/$id', params: { id: exclusiveDiscount.id } });
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.discount.extendTitle', { name })}
      description={t('ui.discount.extendText')}
      confirmLabel={t('ui.job.exclusiveDiscountExtend')}
      onSubmit={submit}
      onClose={onClose}
    >
      <FormField control={form.control} name="last">
        {(field) => (
          <DatePicker
            {...field}
            label={t('ui.bulk.extendUntil')}
            description={latest && t('ui.discount.extendLatest', { date: latest })}
            min={isoDay(validUntil)}
            max={latest}
            isRequired
          />
        )}
      </FormField>
    </FormDialog>
  );
}
