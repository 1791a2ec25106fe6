import { hasMessage, message } from './catalog.ts';
import { MAIL_LOCALES, type MailLocale } from './locales.ts';

export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Address of the recipient's notification settings; null for a mandatory mail. */
  readonly settings: string | null;
}

/** A text of the catalog with the values of its placeholders. */
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
  /** Language of the recipient. Null if unknown: the mail then has Chinese first and English below. */
  readonly locale: MailLocale | null;
  readonly params: MailParams;
  /** Links of the text. The link named `settings` leads to the recipient's notification settings. */
  readonly links: Readonly<Record<string, string>>;
  /** Secret values of placeholders. They are separate from `params` because they are erased after the mail is sent. */
  readonly secrets?: Readonly<Record<string, string>> | null;
}

const RULE = '――――――';

/** Writes a mail as plain text and as HTML of the same words. */
export function renderMail(
  { template, locale, params, links, secrets }: MailSource,
  publicUrl: string,
): MailContent {
  const addresses: string[] = [];
  const address = (link: string): string => {
    const { href } = new URL(link, publicUrl);
    addresses.push(href);
    return href;
  };
  const write = (language: MailLocale, phrase: MailPhrase): string => {
    const word = (value: MailParams[string]): string | number => {
      if (typeof value === 'number') return value;
      if (typeof value === 'string') return inWords(language, value);
      return [value]
        .flat()
        .map((part) => write(language, part))
        .join('\n');
    };
    return message(language, phrase.text, {
      ...each(phrase.params, word),
      ...each(phrase.links ?? {}, address),
    });
  };
  const settings = links.settings === undefined ? null : address(links.settings);
  const languages = locale ? [locale] : MAIL_LOCALES;
  const texts = languages.map((language) =>
    [
      write(language, { text: `mail.${template}.text`, params: { ...params, ...secrets }, links }),
      ...(settings === null ? [] : [message(language, 'mail.settings', { settings })]),
      message(language, 'mail.footer', { publicUrl }),
    ].join('\n\n'),
  );
  return {
    subject: languages
      .map((language) => write(language, { text: `mail.${template}.subject`, params, links }))
      .join(' / '),
    text: `${texts.join(`\n\n${RULE}\n\n`)}\n`,
    html: toHtml(texts, languages[0]!, [...addresses, publicUrl]),
    settings,
  };
}

const each = <V, R>(values: Readonly<Record<string, V>>, to: (value: V) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, to(value)]));

/** Translates a value that names an enum word or an event of the catalog, such as `enum.Role.csp.owner`. */
const inWords = (language: MailLocale, value: string): string =>
  /^(enum|event)\./.test(value) && hasMessage(value) ? message(language, value) : value;

function toHtml(
  texts: readonly string[],
  language: MailLocale,
  addresses: readonly string[],
): string {
  const body = texts.map((text) =>
    text
      .split(/\n{2,}/)
      .map((paragraph) => `<p>${linked(paragraph, addresses).replaceAll('\n', '<br>')}</p>`)
      .join('\n'),
  );
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8"></head>`,
    "<body style=\"font:16px/1.6 system-ui,'PingFang SC','Microsoft YaHei',sans-serif;max-width:40em\">",
    body.join('\n<hr>\n'),
    '</body></html>',
  ].join('\n');
}

/** Escapes a paragraph and links the mail's own addresses. People's text never becomes a link. */
function linked(paragraph: string, addresses: readonly string[]): string {
  const known = new Set(addresses);
  return paragraph
    .split(/(\s+)/)
    .map((piece) =>
      known.has(piece)
        ? `<a href="${escapeHtml(piece)}">${escapeHtml(piece)}</a>`
        : escapeHtml(piece),
    )
    .join('');
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
