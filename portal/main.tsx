import '@fontsource-variable/inter/wght.css';
import '@fontsource/jetbrains-mono/latin-400.css';
import './ui/tokens.css';
import './ui/base.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { RouterProvider as AriaRouterProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { Provider as GraphProvider } from 'urql';
import { connected } from './lib/connection.ts';
import { failureOf } from './lib/errors.ts';
import {
  currentText,
  firstLanguage,
  LocaleProvider,
  loadLateTexts,
  setLanguage,
} from './lib/i18n.tsx';
import { loadSession } from './lib/session.ts';
import { startLook } from './lib/theme.ts';
import { createGraphClient } from './lib/urql.ts';
import { features, router } from './routes.tsx';
import { FeaturesProvider } from './shell/features.ts';
import { toast } from './ui/feedback/Toast.tsx';

/** The message that the server cannot be reached, until the server answers. */
let away: string | null = null;
function closeAway(): void {
  if (away) toast.close(away);
  away = null;
}

const client = createGraphClient({
  updates: mergeUpdates(),
  optimistic: Object.assign({}, ...features.map((feature) => feature.optimistic)),
  onMutationError(error) {
    const t = currentText();
    const { kind, requestId } = failureOf(error);
    const id = requestId ? ` ${t('ui.requestId')} ${requestId}` : '';
    const shown = toast.show({
      tone: 'bad',
      title: t(`ui.failure.${kind}.title`),
      description: t(`ui.failure.${kind}.text`) + id,
    });
    if (kind === 'offline') away = shown;
  },
  onMutationAnswer: closeAway,
});

connected.subscribe(() => {
  if (connected.get()) closeAway();
});

/** Each field of a root is updated by the one feature that owns it. */
function mergeUpdates() {
  const merged = (root: 'Mutation' | 'Subscription' | 'Query') =>
    Object.assign({}, ...features.map((feature) => feature.updates?.[root]));
  return {
    Mutation: merged('Mutation'),
    Subscription: merged('Subscription'),
    Query: merged('Query'),
  };
}

/** By then the first page is usually drawn, and the next one finds its texts and the parts that pages share. */
const LATER_AFTER_MS = 3_000;

/** Whether the person asked the browser to load nothing ahead. */
const savesData = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData;

async function loadLater(): Promise<void> {
  await Promise.all([loadLateTexts(), savesData || import('./list/later-parts.ts')]);
}

startLook();
const texts = setLanguage(firstLanguage(), false);
// The code of the addressed page is loaded beside the session, not after it. The page reports a failure.
for (const { options } of router.getMatchedRoutes(window.location.pathname)[0])
  (options.component as { preload?: () => Promise<unknown> } | undefined)
    ?.preload?.()
    .catch(() => undefined);
// Without a server the sign-in page opens; the first attempt reports the problem.
await Promise.all([texts, loadSession().catch(() => undefined)]);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <LocaleProvider>
      <GraphProvider value={client}>
        <AriaRouterProvider navigate={(href) => router.history.push(href)}>
          <FeaturesProvider value={features}>
            <RouterProvider router={router} context={{ client }} />
          </FeaturesProvider>
        </AriaRouterProvider>
      </GraphProvider>
    </LocaleProvider>
  </StrictMode>,
);

setTimeout(() => void loadLater().catch(() => undefined), LATER_AFTER_MS);
