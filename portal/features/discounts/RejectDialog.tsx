import { ReasonDialog } from '../../domain/ReasonDialog.tsx';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useCommand } from '../../lib/command.ts';
import { useText } from '../../lib/i18n.tsx';
import { toast } from '../../ui/Toast.tsx';
import { rejectDiscount } from './DiscountCommands.ts';

const Discount = graphql(`
  fragment RejectDialog_discount on ExclusiveDiscount { id version name partner { id name } }
`);

export interface RejectDialogProps {
  discount: FragmentType<typeof Discount>;
  onClose: () => void;
  onDone: () => void;
}

/** Takes the reason of a refusal, which the partner reads before it submits again. */
export function RejectDialog({ discount, onClose, onDone }: RejectDialogProps) {
  const t = useText();
  const d = readFragment(Discount, discount);
  const { run } = useCommand(rejectDiscount);
  return (
    <ReasonDialog
      title={t('ui.review.rejectTitle', { name: d.name })}
      lead={t('ui.review.rejectText', { partner: d.partner.name })}
      label={t('ui.reason')}
      templates={[
        t('ui.review.reason.price'),
        t('ui.review.reason.period'),
        t('ui.review.reason.proof'),
      ]}
      confirmLabel={t('ui.review.reject')}
      onClose={onClose}
      onConfirm={async (reason) => {
        const payload = await run({ id: d.id, version: d.version, reason });
        if (payload?.userErrors.length === 0) {
          toast.show({ tone: 'good', title: t('ui.review.rejected', { name: d.name }) });
          onDone();
        }
        return payload?.userErrors ?? null;
      }}
    />
  );
}
