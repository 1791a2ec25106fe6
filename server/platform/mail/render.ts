import { MAIL_LOCALES, type MailLocale } from '../jobs/outbox.entity.ts';
import { hasMessage, message } from './catalog.ts';

export interface MailContent {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailSource {
  readonly template: string;
  /** Language of the recipient; null when unknown: then Chinese first and English below. */
  readonly locale: MailLocale | null;
  readonly params: Readonly<Record<string, string | number>>;
  /** Absolute addresses, or paths under the product's public address. */
  readonly links: Readonly<Record<string, string>>;
}

const RULE = '――――――';

/** Writes a mail as plain text and as HTML of the same words. */
export function renderMail(
  { template, locale, params, links }: MailSource,
  publicUrl: string,
): MailContent {
  const addresses = Object.fromEntries(
    Object.entries(links).map(([name, link]) => [name, new URL(link, publicUrl).href]),
  );
  const valuesIn = (language: MailLocale) => ({ ...inWords(language, params), ...addresses });
  const languages = locale ? [locale] : MAIL_LOCALES;
  const texts = languages.map((language) =>
    [
      message(language, `mail.${template}.text`, valuesIn(language)),
      message(language, 'mail.footer', { publicUrl }),
    ].join('\n\n'),
  );
  return {
    subject: languages
      .map((language) => message(language, `mail.${template}.subject`, valuesIn(language)))
      .join(' / '),
    text: `${texts.join(`\n\n${RULE}\n\n`)}\n`,
    html: toHtml(texts, languages[0]!, [...Object.values(addresses), publicUrl]),
  };
}

/** A value that names an enum text of the catalog, such as `enum.Role.csp.owner`, is written in its words. */
const inWords = (language: MailLocale, params: MailSource['params']): MailSource['params'] =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) =>
      typeof value === 'string' && value.startsWith('enum.') && hasMessage(value)
        ? [name, message(language, value)]
        : [name, value],
    ),
  );

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

/** Escapes a paragraph and makes links of the mail's own addresses: text of people never becomes a link. */
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
