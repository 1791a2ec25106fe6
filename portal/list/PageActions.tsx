import { type ReactNode, useState } from 'react';
import { useText } from '../lib/i18n.tsx';
import { preload } from '../lib/lazy.tsx';
import { useMay } from '../lib/session.ts';
import type { PageAction } from '../shell/feature.ts';
import { RouteButton } from '../shell/links.ts';
import { useWhoMay } from '../shell/who-may.ts';
import { Button } from '../ui/actions/Button.tsx';

interface PageActions {
  buttons: ReactNode;
  primary: ReactNode;
  dialog: ReactNode;
}

/**
 * The buttons of a page that the viewer's role has; the last one is primary. A viewer without any
 * sees the primary one disabled, with the reason.
 */
export function usePageActions(actions: readonly PageAction[] = []): PageActions {
  const [opened, setOpened] = useState<PageAction | null>(null);
  const may = useMay();
  const own = actions.filter(({ mutation, needs }) => may(mutation) && (!needs || may(needs)));
  const main = own.at(-1);
  const foreign = main ? undefined : actions.at(-1);
  const reason = useWhoMay(foreign?.mutation);
  const Opened = opened?.dialog;
  const button = (action: PageAction) => (
    <ActionButton
      key={action.mutation}
      action={action}
      primary={action === main}
      onOpen={() => setOpened(action)}
    />
  );
  const refused = foreign && reason && <RefusedButton action={foreign} reason={reason} />;
  return {
    buttons: own.length > 0 ? own.map(button) : refused || undefined,
    primary: main && button(main),
    dialog: Opened && <Opened onClose={() => setOpened(null)} />,
  };
}

function RefusedButton({
  action: { label, icon },
  reason,
}: {
  action: PageAction;
  reason: string;
}) {
  const t = useText();
  return (
    <Button variant="primary" icon={icon} disabledReason={reason}>
      {t(label)}
    </Button>
  );
}

interface ActionButtonProps {
  action: PageAction;
  primary: boolean;
  onOpen: () => void;
}

function ActionButton({ action, primary, onOpen }: ActionButtonProps) {
  const t = useText();
  const { label, icon, to, search, dialog } = action;
  const variant = primary ? 'primary' : undefined;
  if (to)
    return (
      <RouteButton to={to} search={search} variant={variant} icon={icon}>
        {t(label)}
      </RouteButton>
    );
  return (
    <Button variant={variant} icon={icon} onHoverStart={() => preload(dialog)} onPress={onOpen}>
      {t(label)}
    </Button>
  );
}
