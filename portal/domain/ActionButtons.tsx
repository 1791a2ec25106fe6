import type { LucideIcon } from 'lucide-react';
import { type FragmentType, readFragment } from '../gql/fragment-masking.ts';
import { graphql } from '../gql/gql.ts';
import type { ActionButtons_ActionableFragment } from '../gql/graphql.ts';
import { type Text, useText } from '../lib/i18n.tsx';
import { Button, type ButtonVariant } from '../ui/actions/Button.tsx';

const Actionable = graphql(`
  fragment ActionButtons_actionable on Actionable {
    viewerActions { name enabled reasons { code params { key value } } }
  }
`);

type Reason = ActionButtons_ActionableFragment['viewerActions'][number]['reasons'][number];

/** Text of a reason, with the names of the roles that may act. */
function sentenceOf({ code, params }: Reason, t: Text): string {
  const values = Object.fromEntries(
    params.map(({ key, value }) => [
      key,
      key === 'roles'
        ? value
            .split(', ')
            .map((role) => t.enum('Role', role))
            .join(t('ui.listSeparator'))
        : value,
    ]),
  );
  return t.error(code, values);
}

/** Reasons that belong to another person or another time: these hide the button. */
const NOT_HERE = new Set(['NOT_IN_THIS_STATE', 'OTHER_PARTY_DECIDES', 'NOT_YOUR_REQUEST']);
/** Reason that the person removes by the press of the button: a dialog asks for the proof. */
const ASKED = 'FRESH_PROOF_REQUIRED';

export interface LiveAction {
  enabled: boolean;
  disabledReason: string | null;
}

/** The viewer's actions on an object, by event name; null if no button should be shown. */
export function useActions(
  actionable: FragmentType<typeof Actionable>,
): (name: string) => LiveAction | null {
  const t = useText();
  const { viewerActions } = readFragment(Actionable, actionable);
  return (name) => {
    const action = viewerActions.find((a) => a.name === name);
    if (!action || action.reasons.some(({ code }) => NOT_HERE.has(code))) return null;
    const reasons = action.reasons.filter(({ code }) => code !== ASKED);
    return {
      enabled: action.enabled || (action.reasons.length > 0 && reasons.length === 0),
      disabledReason:
        reasons.length > 0 ? reasons.map((reason) => sentenceOf(reason, t)).join('\n') : null,
    };
  };
}

export interface ActionButton {
  name: string;
  label: string;
  icon?: LucideIcon;
  variant?: ButtonVariant;
  onPress: () => unknown;
}

export interface ActionButtonsProps {
  actionable: FragmentType<typeof Actionable>;
  buttons: readonly ActionButton[];
  size?: 'sm' | 'md';
}

/** Buttons for an object's actions; a disabled one shows its reasons. */
export function ActionButtons({ actionable, buttons, size }: ActionButtonsProps) {
  const actionOf = useActions(actionable);
  return buttons.map(({ name, label, ...button }) => {
    const action = actionOf(name);
    return (
      action && (
        <Button key={name} size={size} {...button} disabledReason={action.disabledReason}>
          {label}
        </Button>
      )
    );
  });
}
