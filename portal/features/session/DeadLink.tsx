import { useText } from '../../lib/i18n.tsx';
import { RouteButton } from '../../shell/links.ts';

/** Explains why a link is invalid, and offers the next step. */
export function DeadLink({ text, isPassword }: { text: string; isPassword?: boolean }) {
  const t = useText();
  return (
    <>
      <div>
        <h1>{t('ui.link.deadTitle')}</h1>
        <p className="muted">{text}</p>
      </div>
      {isPassword && (
        <RouteButton to="/forgot-password" variant="primary" wide>
          {t('ui.forgot.another')}
        </RouteButton>
      )}
      <RouteButton to="/sign-in" wide>
        {t('ui.signIn.submit')}
      </RouteButton>
    </>
  );
}
