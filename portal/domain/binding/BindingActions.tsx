import {
  Check,
  Link2,
  Repeat2,
  Send,
  ShieldCheck,
  Undo2,
  Unlink,
  UserRoundPlus,
  X,
} from 'lucide-react';
import { useState } from 'react';
import { type FragmentType, readFragment } from '../../gql/fragment-masking.ts';
import { graphql } from '../../gql/gql.ts';
import { useText } from '../../lib/i18n.tsx';
import { lazyComponent } from '../../lib/lazy.tsx';
import { Button } from '../../ui/actions/Button.tsx';
import { type ActionButton, ActionButtons, useActions } from '../ActionButtons.tsx';
import type { BindingEvent, BindingViewer } from './BindingSteps.ts';

const BindingStepDialog = lazyComponent(
  () => import('./BindingStepDialog.tsx'),
  'BindingStepDialog',
);
const InviteDialog = lazyComponent(() => import('./InviteDialog.tsx'), 'InviteDialog');
const InviteLinkDialog = lazyComponent(() => import('./InviteLinkDialog.tsx'), 'InviteLinkDialog');

const Binding = graphql(`
  fragment BindingActions_binding on PartnerBinding {
    id status
    customer { id name }
    ...ActionButtons_actionable
    ...BindingStepDialog_binding
  }
`);

type Event = Exclude<BindingEvent, 'sendCode'>;

const looks: readonly (Pick<ActionButton, 'icon' | 'variant'> & {
  name: Event;
  /** Absent: every side that may act. */
  of?: BindingViewer;
})[] = [
  // The customer confirms with a code, on a page of its own.
  { name: 'confirm', icon: ShieldCheck, variant: 'primary', of: 'OPERATOR' },
  { name: 'approveChange', icon: Check, variant: 'primary' },
  { name: 'approveUnbind', icon: Check, variant: 'primary' },
  { name: 'rejectChange', icon: X },
  { name: 'rejectUnbind', icon: X },
  { name: 'withdraw', icon: Undo2 },
  { name: 'resend', icon: Send },
  { name: 'requestChangeType', icon: Repeat2 },
  { name: 'requestUnbind', icon: Unlink },
];

export interface BindingActionsProps {
  binding: FragmentType<typeof Binding>;
  viewer: BindingViewer;
  size?: 'sm' | 'md';
}

/** Actions on a binding, except answering an invitation and objecting to a provisional one. */
export function BindingActions({ binding, viewer, size }: BindingActionsProps) {
  const t = useText();
  const b = readFragment(Binding, binding);
  const [step, setStep] = useState<Event | null>(null);
  const [dialog, setDialog] = useState<'invite' | 'link' | null>(null);
  const resend = useActions(b)('resend');
  // In a table the row itself names the request.
  const inRow = size === 'sm';
  const words = inRow ? 'short' : 'action';
  return (
    <>
      <ActionButtons
        actionable={b}
        size={size}
        buttons={[
          {
            name: 'invite',
            icon: UserRoundPlus,
            variant: inRow ? undefined : 'primary',
            label: t('ui.binding.invite.one'),
            onPress: () => setDialog('invite'),
          },
          ...looks
            .filter(({ of }) => !of || of === viewer)
            .map(({ name, icon, variant }) => ({
              name,
              icon,
              variant: inRow ? undefined : variant,
              label: t.maybe(`ui.binding.step.${name}.${words}`),
              onPress: () => setStep(name),
            })),
        ]}
      />
      {b.status === 'INVITED' && resend?.enabled && (
        <Button size={size} icon={Link2} onPress={() => setDialog('link')}>
          {t(`ui.binding.link.${words}`)}
        </Button>
      )}
      {step && (
        <BindingStepDialog binding={b} viewer={viewer} event={step} onClose={() => setStep(null)} />
      )}
      {dialog === 'link' && <InviteLinkDialog bindingId={b.id} onClose={() => setDialog(null)} />}
      {dialog === 'invite' && (
        <InviteDialog customer={b.customer} onClose={() => setDialog(null)} />
      )}
    </>
  );
}
