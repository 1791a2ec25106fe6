import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createIntl, type IntlShape, RawIntlProvider, useIntl } from 'react-intl';
import type zh from '../../server/messages/zh.json';
import { createStore, useStore } from './store.ts';

export type MessageId = keyof typeof zh;
export type Language = 'zh' | 'en';
export type MessageValues = Record<string, string | number | Date | null | undefined>;

interface LocaleState {
  language: Language;
  intl: IntlShape;
}

const STORAGE_KEY = 'partnergraph.language';
// en-CA, because its date fields are in the order year-month-day.
const locales: Record<Language, string> = { zh: 'zh-CN', en: 'en-CA' };

const load: Record<Language, () => Promise<Record<string, string>>> = {
  zh: async () => (await import('../../server/messages/zh.json')).default,
  en: async () => (await import('../../server/messages/en.json')).default,
};

const loadLate: typeof load = {
  zh: async () => (await import('../../server/messages/zh.json?late')).default,
  en: async () => (await import('../../server/messages/en.json?late')).default,
};

let withLate = false;
let late: Promise<void> | undefined;

/** Loads the texts that the first page does not show. `page` and `lazyComponent` call it beside their chunk. */
export function loadLateTexts(): Promise<void> {
  withLate = true;
  late ??= setLanguage(chosen, false).catch((error: unknown) => {
    late = undefined;
    throw error;
  });
  return late;
}

const localeStore = createStore<LocaleState>({
  language: 'zh',
  intl: createIntl({ locale: locales.zh, messages: {}, onError: ignore }),
});

/** `npm run check` compares the catalogs, so a missing message is a late one. It shows its id until it is there. */
function ignore(): void {}

/** The stored language, otherwise the browser's first supported one, otherwise Chinese. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem(STORAGE_KEY);
  if (stored === 'zh' || stored === 'en') return stored;
  for (const tag of navigator.languages) {
    if (tag.startsWith('zh')) return 'zh';
    if (tag.startsWith('en')) return 'en';
  }
  return 'zh';
}

/** The language of the last call, whose texts may still be loading. */
let chosen: Language = 'zh';
let begun = 0;
let shown = 0;

/** Switches without a reload and stores the choice. Resolves when the messages are loaded. */
export async function setLanguage(language: Language, remember = true): Promise<void> {
  chosen = language;
  begun += 1;
  const call = begun;
  const parts = await Promise.all([load[language](), withLate ? loadLate[language]() : {}]);
  // A later call has more texts, or the language chosen since.
  if (call < shown) return;
  shown = call;
  const messages = Object.assign({}, ...parts);
  if (remember) localStorage.setItem(STORAGE_KEY, language);
  document.documentElement.lang = locales[language];
  localeStore.set({
    language,
    intl: createIntl({ locale: locales[language], messages, onError: ignore }),
  });
}

const LanguageContext = createContext<Language>('zh');

/** Provides messages, formats and React Aria's texts to the components below. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const { language, intl } = useStore(localeStore);
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
  /** A key built at run time; `fallback` if the catalogs lack it. */
  maybe(id: string, values?: MessageValues, fallback?: string): string;
  /** Text of an enum value: `enum.<Type>.<VALUE>`. */
  enum(type: string, value: string): string;
  /** Text of an error or reason code: `error.<CODE>`. */
  error(code: string, values?: MessageValues, fallback?: string): string;
}

function textOf({ formatMessage, messages }: IntlShape): Text {
  const need = (id: string): void => {
    if (!(id in messages) && !withLate) loadLateTexts().catch(ignore);
  };
  const format = (id: string, values?: MessageValues) => {
    need(id);
    return formatMessage({ id }, values);
  };
  const maybe = (id: string, values?: MessageValues, fallback?: string) =>
    id in messages ? format(id, values) : (fallback ?? id);
  return Object.assign((id: MessageId, values?: MessageValues) => format(id, values), {
    maybe,
    enum: (type: string, value: string) => maybe(`enum.${type}.${value}`, undefined, value),
    error: (code: string, values?: MessageValues, fallback?: string) => {
      need(`error.${code}`);
      return maybe(`error.${code}`, values, fallback ?? code);
    },
  });
}

export function useText(): Text {
  const intl = useIntl();
  return useMemo(() => textOf(intl), [intl]);
}

/** The text function for code outside components; call it each time. */
export const currentText = (): Text => textOf(localeStore.get().intl);

export function T({ id, values }: { id: MessageId; values?: MessageValues }) {
  return useText()(id, values);
}
