import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createIntl, type IntlShape, RawIntlProvider, useIntl } from 'react-intl';
import type zh from '../../server/messages/zh.json';
import { createStore, useStore } from './store.ts';

/** A key of the message catalogs. Both files have the same keys. */
export type MessageId = keyof typeof zh;
export type Language = 'zh' | 'en';
export type MessageValues = Record<string, string | number | Date | null | undefined>;

interface Speech {
  language: Language;
  intl: IntlShape;
}

const STORAGE_KEY = 'partnergraph.language';
// en-CA, because there the date fields read year-month-day.
const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-CA' };

const load: Record<Language, () => Promise<Record<string, string>>> = {
  zh: async () => (await import('../../server/messages/zh.json')).default,
  en: async () => (await import('../../server/messages/en.json')).default,
};

const speech = createStore<Speech>({
  language: 'zh',
  intl: createIntl({ locale: locales.zh, messages: {}, onError: ignore }),
});

/** A missing message shows its id; `npm run check` compares the catalogs long before. */
function ignore(): void {}

/** The language chosen before, else the first one of the browser that we speak, else Chinese. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem(STORAGE_KEY);
  if (stored === 'zh' || stored === 'en') return stored;
  for (const tag of navigator.languages) {
    if (tag.startsWith('zh')) return 'zh';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh';
}

/** Switches without a reload and remembers the choice. Resolves when the words are there. */
export async function setLanguage(language: Language, remember = true): Promise<void> {
  const messages = await load[language]();
  if (remember) localStorage.setItem(STORAGE_KEY, language);
  document.documentElement.lang = locales[language];
  speech.set({
    language,
    intl: createIntl({ locale: locales[language], messages, onError: ignore }),
  });
}

const LanguageContext = createContext<Language>('zh');

/** Gives words, formats and the strings of the controls below it. */
export function Speaking({ children }: { children: ReactNode }) {
  const { language, intl } = useStore(speech);
  return (
    <I18nProvider locale={locales[language]}>
      <RawIntlProvider value={intl}>
        <LanguageContext value={language}>{children}</LanguageContext>
      </RawIntlProvider>
    </I18nProvider>
  );
}

export const useLanguage = (): Language => useContext(LanguageContext);

export interface Text {
  (id: MessageId, values?: MessageValues): string;
  /** A key put together at run time; `fallback` when the catalogs lack it. */
  maybe(id: string, values?: MessageValues, fallback?: string): string;
  /** The word for an enum value: `enum.<Type>.<VALUE>`. */
  enum(type: string, value: string): string;
  /** The sentence for an error or reason code: `error.<CODE>`. */
  error(code: string, values?: MessageValues, fallback?: string): string;
}

function textOf({ formatMessage, messages }: IntlShape): Text {
  const format = (id: string, values?: MessageValues) => formatMessage({ id }, values);
  const maybe = (id: string, values?: MessageValues, fallback?: string) =>
    id in messages ? format(id, values) : (fallback ?? id);
  return Object.assign((id: MessageId, values?: MessageValues) => format(id, values), {
    maybe,
    enum: (type: string, value: string) => maybe(`enum.${type}.${value}`, undefined, value),
    error: (code: string, values?: MessageValues, fallback?: string) =>
      maybe(`error.${code}`, values, fallback ?? code),
  });
}

/** The text function of the current language: `t('ui.save')`. */
export function useText(): Text {
  const intl = useIntl();
  return useMemo(() => textOf(intl), [intl]);
}

/** The text function for code outside components, at the moment of the call. */
export const currentText = (): Text => textOf(speech.get().intl);

/** A message as an element. */
export function T({ id, values }: { id: MessageId; values?: MessageValues }) {
  return useText()(id, values);
}
