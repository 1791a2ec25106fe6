import { blocksOf, htmlOf, type MailBlock, plainText, withoutMarks } from './blocks.ts';
import { message, textOf } from './catalog.ts';
import type { MailLocale } from './locales.ts';

export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Address of the recipient's notification settings; null for a mandatory mail. */
  readonly settings: string | null;
}

export interface MailPhrase {
  readonly text: string;
  readonly params: MailParams;
  /** Absolute addresses, or paths under the product's public address. */
  readonly links?: Readonly<Record<string, string>>;
}

/** Values of placeholders: a word, a number, a phrase, or phrases that each start a new line. */
export type MailParams = Readonly<
  Record<string, string | number | MailPhrase | readonly MailPhrase[]>
>;

export interface MailSource {
  readonly template: string;
  /** Language of the recipient. Null if unknown: the mail is then in the language of the site. */
  readonly locale: MailLocale | null;
  readonly params: MailParams;
  /** Links of the text. The link named `settings` leads to the recipient's notification settings. */
  readonly links: Readonly<Record<string, string>>;
  /** Secret values of placeholders. They are separate from `params` because they are erased after the mail is sent. */
  readonly secrets?: Readonly<Record<string, string>> | null;
}

/** Language of a message to a reader whose language is unknown: that of the site. */
export const SITE_LOCALE: MailLocale = 'zh';

interface MailParts {
  readonly language: MailLocale;
  readonly subject: string;
  readonly body: readonly MailBlock[];
  readonly foot: readonly MailBlock[];
  readonly settings: string | null;
}

function partsOf(
  { template, locale, params, links, secrets }: MailSource,
  publicUrl: string,
): MailParts {
  const language = locale ?? SITE_LOCALE;
  const address = (link: string): string => new URL(link, publicUrl).href;
  const wordOf = (value: unknown): string | number =>
    typeof value === 'number' ? value : inWords(language, String(value));
  const read = ({ text, params, links = {} }: MailPhrase): MailBlock[] => {
    const isWord = ([, value]: [string, unknown]): boolean => typeof value !== 'object';
    const all = Object.entries(params);
    const phrases = all
      .filter((one) => !isWord(one))
      .map(([name, value]) => [name, [value as MailPhrase].flat()] as const);
    return blocksOf(language, textOf(language, text), {
      words: {
        ...each(Object.fromEntries(all.filter(isWord)), wordOf),
        ...each(Object.fromEntries(phrases), (list) =>
          list.map((one) => plainText(language, read(one))).join('\n'),
        ),
      },
      addresses: each(links, address),
      parts: each(Object.fromEntries(phrases), (list) => list.flatMap(read)),
    });
  };
  const settings = links.settings === undefined ? null : address(links.settings);
  return {
    language,
    subject: withoutMarks(
      plainText(language, read({ text: `mail.${template}.subject`, params, links })),
    ),
    body: read({ text: `mail.${template}.text`, params: { ...params, ...secrets }, links }),
    foot: [
      ...(locale ? [] : read({ text: 'mail.otherLanguage', params: {} })),
      ...(settings === null
        ? []
        : read({ text: 'mail.settings', params: {}, links: { settings } })),
      ...read({ text: 'mail.footer', params: {}, links: { publicUrl } }),
    ],
    settings,
  };
}

/** Writes a mail in one language, as plain text and as HTML of the same words. */
export function renderMail(source: MailSource, publicUrl: string): MailContent {
  const { language, subject, body, foot, settings } = partsOf(source, publicUrl);
  const text = [body, foot].map((blocks) => plainText(language, blocks)).join('\n\n');
  return {
    subject,
    text: `${withoutMarks(text)}\n`,
    html: htmlOf(language, { title: subject, body, foot }),
    settings,
  };
}

/** The subject and the parts of a mail before its footer, for a preview. */
export function previewMail(
  source: MailSource,
  publicUrl: string,
): { subject: string; body: MailBlock[] } {
  const { subject, body } = partsOf(source, publicUrl);
  return {
    subject,
    body: body.map((block) =>
      block.kind === 'text' ? { ...block, text: withoutMarks(block.text) } : block,
    ),
  };
}

const each = <V, R>(values: Readonly<Record<string, V>>, to: (value: V) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, to(value)]));

/** Translates a value that names an enum word or an event of the catalog, such as `enum.Role.csp.owner`. */
const inWords = (language: MailLocale, value: string): string =>
  withoutMarks(
    /^(enum|event)\./.test(value) && message.exists(value) ? message(language, value) : value,
  );
