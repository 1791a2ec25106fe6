import { type ReactNode, useState } from 'react';
import { useText } from '../lib/i18n.tsx';
import { preload } from '../lib/later.tsx';
import type { PageAction } from '../shell/feature.ts';
import { RouteButton } from '../shell/links.ts';
import { Button } from '../ui/Button.tsx';

interface PageActions {
  /** For the head of the page. */
  buttons: ReactNode;
  /** The main one, for the place of a first row. */
  primary: ReactNode;
  /** What the last pressed one opened. */
  dialog: ReactNode;
}

/** The buttons of a page that the viewer's role has; the last one is the main one. */
export function usePageActions(
  actions: readonly PageAction[] = [],
  mutations: readonly string[] | undefined,
): PageActions {
  const [opened, setOpened] = useState<PageAction | null>(null);
  const own = actions.filter(({ mutation }) => mutations?.includes(mutation));
  const main = own.at(-1);
  const Opened = opened?.dialog;
  const button = (action: PageAction) => (
    <ActionButton
      key={action.mutation}
      action={action}
      primary={action === main}
      onOpen={() => setOpened(action)}
    />
  );
  return {
    buttons: own.length > 0 ? own.map(button) : undefined,
    primary: main && button(main),
    dialog: Opened && <Opened onClose={() => setOpened(null)} />,
  };
}

interface ActionButtonProps {
  action: PageAction;
  primary: boolean;
  onOpen: () => void;
}

function ActionButton({ action, primary, onOpen }: ActionButtonProps) {
  const t = useText();
  const { label, icon, to, dialog } = action;
  const variant = primary ? 'primary' : undefined;
  if (to)
    return (
      <RouteButton to={to} variant={variant} icon={icon}>
        {t(label)}
      </RouteButton>
    );
  return (
    <Button variant={variant} icon={icon} onHoverStart={() => preload(dialog)} onPress={onOpen}>
      {t(label)}
    </Button>
  );
}
