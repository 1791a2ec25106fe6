import { zodResolver } from '@hookform/resolvers/zod';
import Big from 'big.js';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { type FragmentType, readFragment } from '../../../gql/fragment-masking.ts';
import { graphql } from '../../../gql/gql.ts';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors } from '../../../lib/form.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { TextArea } from '../../../ui/fields/TextArea.tsx';
import { submitDiscount } from '../DiscountCommands.ts';
import { JUSTIFICATION } from '../editor/editor-values.ts';

const Discount = graphql(`
  fragment SubmitDialog_discount on ExclusiveDiscount {
    id version name
    lines { id payRate floorPayRate }
  }
`);

/** Confirms the submission of a draft; a price below the floor needs the reason of a special request. */
export function SubmitDialog({
  discount,
  onClose,
}: {
  discount: FragmentType<typeof Discount>;
  onClose: () => void;
}) {
  const t = useText();
  const d = readFragment(Discount, discount);
  const { run } = useCommand(submitDiscount);
  const [special, setSpecial] = useState(
    d.lines.some(({ payRate, floorPayRate }) => floorPayRate && new Big(payRate).lt(floorPayRate)),
  );
  const schema = z.object({
    justification: special
      ? z.string().check(z.trim(), z.minLength(JUSTIFICATION.min, 'ui.discount.justificationShort'))
      : z.string(),
  });
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { justification: '' } });
  const submit = form.handleSubmit(async ({ justification }) => {
    const payload = await run({
      id: d.id,
      version: d.version,
      ...(special && { specialRequest: { justification } }),
    });
    if (!payload) return;
    // The floor may have changed since the draft was saved.
    if (payload.userErrors.some((error) => error.code === 'BELOW_FLOOR')) setSpecial(true);
    if (payload.userErrors.length > 0) {
      applyUserErrors(form, payload.userErrors, t, {
        paths: { 'specialRequest.justification': 'justification' },
      });
      return;
    }
    const status = payload.exclusiveDiscount?.status ?? '';
    toast.show({
      tone: 'good',
      title: t('ui.discount.submitted', { name: d.name }),
      description: t.enum('ExclusiveDiscountStatus', status),
    });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t('ui.discount.submitTitle', { name: d.name })}
      confirmLabel={t(special ? 'ui.discount.submitSpecial' : 'ui.discount.submit')}
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t('ui.discount.submitText')}</p>
      {special && (
        <>
          <Banner tone="waiting">{t('ui.discount.specialText')}</Banner>
          <FormField control={form.control} name="justification">
            {(field) => (
              <TextArea
                {...field}
                label={t('ui.discount.justification')}
                isRequired
                maxLength={JUSTIFICATION.max}
              />
            )}
          </FormField>
        </>
      )}
    </FormDialog>
  );
}
