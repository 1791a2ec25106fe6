import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { REASON_MAX, ReasonField } from '../../../domain/ReasonField.tsx';
import { useCommand } from '../../../lib/command.ts';
import { FormField } from '../../../lib/FormField.tsx';
import { applyUserErrors, type UserErrorLike } from '../../../lib/form.ts';
import { useFormat } from '../../../lib/format.ts';
import { useText } from '../../../lib/i18n.tsx';
import { FormDialog } from '../../../shell/FormDialog.tsx';
import { toast } from '../../../ui/feedback/Toast.tsx';
import { Checkbox } from '../../../ui/fields/Checkbox.tsx';
import { MoneyField } from '../../../ui/fields/MoneyField.tsx';
import { refundWithoutReason, requestRefund } from '../OrderCommands.ts';
import { type Asking, choicesOf, type Line, leftOf } from './refunds.ts';

const line = z.object({ id: z.string(), isChosen: z.boolean(), amount: z.string() }).check(
  z.refine(({ isChosen, amount }) => !isChosen || Number(amount) > 0, {
    error: 'ui.form.required',
    path: ['amount'],
  }),
);
const schemaOf = (asking: Asking) =>
  z.object({
    lines: z.array(line),
    reason: z
      .string()
      .check(
        z.trim(),
        z.minLength(asking === 'requestRefund' ? 1 : 0, 'ui.form.required'),
        z.maxLength(REASON_MAX),
      ),
  });
type Values = z.infer<ReturnType<typeof schemaOf>>;

export interface RefundDialogProps {
  order: { id: string; version: number; number: string };
  lines: readonly Line[];
  asking: Asking;
  onClose: () => void;
}

/** 申请退订: the lines, for a negotiated refund the cash and the reason, and what happens next. */
export function RefundDialog({ order, lines, asking, onClose }: RefundDialogProps) {
  const t = useText();
  const format = useFormat();
  const choices = choicesOf(lines, asking);
  const isNegotiated = asking === 'requestRefund';
  const request = useCommand(requestRefund);
  const refund = useCommand(refundWithoutReason);
  const form = useForm<Values>({
    resolver: zodResolver(schemaOf(asking)),
    defaultValues: {
      lines: choices.map((one) => ({
        id: one.id,
        isChosen: choices.length === 1,
        amount: leftOf(one),
      })),
      reason: '',
    },
  });
  const rows = form.watch('lines');
  const send = (chosen: Values['lines'], reason: string) => {
    const { id, version } = order;
    return isNegotiated
      ? request.run({
          id,
          version,
          reason,
          lines: chosen.map(({ id: orderLineId, amount }) => ({ orderLineId, amount })),
        })
      : refund.run({ id, version, lineIds: chosen.map((one) => one.id) });
  };
  /** The server counts the chosen lines only. */
  function show(errors: readonly UserErrorLike[], given: Values['lines']) {
    const positions = given.flatMap(({ isChosen }, i) => (isChosen ? [i] : []));
    const field = isNegotiated ? 'amount' : 'isChosen';
    const paths = Object.fromEntries(
      positions.flatMap((at, sent) => [
        [`lines.${sent}`, `lines.${at}.${field}`],
        [`lines.${sent}.amount`, `lines.${at}.${field}`],
        [`lineIds.${sent}`, `lines.${at}.${field}`],
      ]),
    );
    applyUserErrors(form, errors, t, { paths });
  }
  const submit = form.handleSubmit(async ({ lines: given, reason }) => {
    const chosen = given.filter(({ isChosen }) => isChosen);
    if (chosen.length === 0) {
      form.setError('root.server', { message: t('ui.refund.chooseLine') });
      return;
    }
    const payload = await send(chosen, reason);
    if (!payload) return;
    if (payload.userErrors.length > 0) {
      show(payload.userErrors, given);
      return;
    }
    toast.show({ tone: 'good', title: t(`ui.refund.done.${asking}`) });
    onClose();
  });
  return (
    <FormDialog
      form={form}
      title={t(`ui.refund.ask.${asking}`)}
      description={order.number}
      confirmLabel={t(`ui.refund.confirm.${asking}`)}
      tone="danger"
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t(`ui.refund.next.${asking}`)}</p>
      {choices.map((choice, i) => {
        const name = `${choice.productName} ${choice.specificationName}`;
        const left = format.money({ ...choice.cash, amount: leftOf(choice) });
        return (
          <div key={choice.id} className="stack">
            <FormField control={form.control} name={`lines.${i}.isChosen`}>
              {({ value, error, name: path, onChange, inputRef }) => (
                <div>
                  <Checkbox
                    name={path}
                    isSelected={value}
                    onChange={onChange}
                    inputRef={inputRef}
                    isInvalid={error !== null}
                  >
                    {name} <span className="note">{t('ui.refund.left', { amount: left })}</span>
                  </Checkbox>
                  {error && (
                    <p className="t-bad" role="alert">
                      {error}
                    </p>
                  )}
                </div>
              )}
            </FormField>
            {isNegotiated && rows[i]?.isChosen && (
              <FormField control={form.control} name={`lines.${i}.amount`}>
                {(field) => (
                  <MoneyField
                    {...field}
                    label={
                      choices.length > 1 ? t('ui.refund.amountOf', { name }) : t('ui.refund.amount')
                    }
                    description={t('ui.refund.amountHelp', { amount: left })}
                    isRequired
                  />
                )}
              </FormField>
            )}
          </div>
        );
      })}
      {isNegotiated && (
        <ReasonField
          control={form.control}
          label={t('ui.reason')}
          help={t('ui.refund.reasonHelp')}
        />
      )}
    </FormDialog>
  );
}
