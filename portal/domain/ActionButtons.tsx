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

/** A reason as a sentence, with the roles that may act by their names. */
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

/** Reasons that make an action somebody else's, or another time's: no button for those. */
const NOT_HERE = new Set(['NOT_IN_THIS_STATE', 'OTHER_PARTY_DECIDES', 'NOT_YOUR_REQUEST']);

export interface LiveAction {
  enabled: boolean;
  /** Every reason why the button is disabled, one per line. */
  disabledReason: string | null;
}

/** What the viewer may do to an object now, by event name; null where there should be no button at all. */
export function useActions(
  actionable: FragmentType<typeof Actionable>,
): (name: string) => LiveAction | null {
  const t = useText();
  const { viewerActions } = readFragment(Actionable, actionable);
  return (name) => {
    const action = viewerActions.find((a) => a.name === name);
    if (!action || action.reasons.some(({ code }) => NOT_HERE.has(code))) return null;
    return {
      enabled: action.enabled,
      disabledReason: action.enabled
        ? null
        : action.reasons.map((reason) => sentenceOf(reason, t)).join('\n'),
    };
  };
}

export interface ActionButton {
  /** Event of the object's life cycle. */
  name: string;
  label: string;
  icon?: LucideIcon;
  variant?: ButtonVariant;
  onPress: () => void;
}

export interface ActionButtonsProps {
  actionable: FragmentType<typeof Actionable>;
  buttons: readonly ActionButton[];
  size?: 'sm' | 'md';
}

/** The buttons of an object, live as the server says; a disabled one says why. */
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
