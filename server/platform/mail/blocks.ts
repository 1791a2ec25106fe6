import { writeText } from './catalog.ts';
import type { MailLocale } from './locales.ts';

/** A part of a mail. The plain text and the HTML are written from the same parts. */
export type MailBlock =
  | { readonly kind: 'text'; readonly text: string }
  /** A fact; a row with an address links its label. */
  | { readonly kind: 'row'; readonly label: string; readonly value: string; readonly href?: string }
  | { readonly kind: 'action'; readonly label: string; readonly href: string };

const ROW = /^\| (?:\[(?<linked>.+)\]\(\{(?<link>\w+)\}\)|(?<label>.+?)) \| (?<value>.*)$/;
const ACTION = /^\[(?<label>.+)\]\(\{(?<link>\w+)\}\)$/;

export interface BlockValues {
  readonly words: Readonly<Record<string, string | number>>;
  /** Absolute addresses. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Blocks of nested phrases, each alone in its line: `{entries}`. */
  readonly parts: Readonly<Record<string, readonly MailBlock[]>>;
}

/**
 * Reads a text of the catalog line by line: `| Net price | {net}` is a row of facts, left out without a value;
 * `[See the price]({link})` is the button; other lines are text. Values are filled in afterwards, so that a value never
 * becomes a row or a button.
 */
export function blocksOf(
  locale: MailLocale,
  text: string,
  { words, addresses, parts }: BlockValues,
): MailBlock[] {
  const marked = Object.fromEntries(
    Object.entries(addresses).map(([name, href]) => [name, addressIn(href)]),
  );
  const write = (line: string): string => writeText(locale, line, { ...words, ...marked });
  return text.split('\n').flatMap((line): readonly MailBlock[] => {
    const nested = /^\{(\w+)\}$/.exec(line)?.[1];
    if (nested && parts[nested]) return parts[nested];
    const action = ACTION.exec(line)?.groups;
    if (action)
      return [{ kind: 'action', label: write(action.label!), href: address(action.link!) }];
    const row = ROW.exec(line)?.groups;
    if (!row) return [{ kind: 'text', text: write(line) }];
    const value = write(row.value!);
    if (value.trim() === '') return [];
    return row.link
      ? [{ kind: 'row', label: write(row.linked!), value, href: address(row.link) }]
      : [{ kind: 'row', label: write(row.label!), value }];
  });

  function address(name: string): string {
    const href = addresses[name];
    if (href === undefined) throw new Error(`The mail has no link "${name}"`);
    return href;
  }
}

const COLON: Record<MailLocale, string> = { zh: '：', en: ': ' };

/** The plain text of blocks, with at most one empty line in a row. */
export function plainText(locale: MailLocale, blocks: readonly MailBlock[]): string {
  const colon = COLON[locale];
  const lines = blocks.map((block) => {
    if (block.kind === 'text') return block.text;
    if (block.kind === 'action') return `${block.label}${colon.trimEnd()}\n${block.href}`;
    return block.href
      ? `${block.label}\n${block.value}\n${block.href}\n`
      : `${block.label}${colon}${block.value}`;
  });
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

const FONT = "system-ui,'PingFang SC','Microsoft YaHei',sans-serif";

/** Colors of a dark mail program. Programs that ignore style sheets keep the light ones of the attributes. */
const DARK = `@media (prefers-color-scheme:dark){body,.page{background:#0f141c!important;color:#e7ebf2!important}
.card{background:#171e29!important;border-color:#2a3444!important}.label,.foot{color:#a3aec0!important}
.cell{border-color:#2a3444!important}.link{color:#7fb0ff!important}.button{background:#7fb0ff!important;color:#0b1322!important}}`;

/** An HTML mail of blocks: no script, no picture, nothing from another place. */
export function htmlOf(
  locale: MailLocale,
  { title, body, foot }: { title: string; body: readonly MailBlock[]; foot: readonly MailBlock[] },
): string {
  return [
    '<!doctype html>',
    `<html lang="${locale === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    '<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(title)}</title><style>${DARK}</style></head>`,
    `<body class="page" style="margin:0;padding:16px;background:#f6f7f9;color:#1a2130;font:16px/1.6 ${FONT}">`,
    '<div class="card" style="max-width:600px;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #e3e7ee;border-radius:10px;overflow-wrap:anywhere">',
    sections(body),
    '</div>',
    `<div class="foot" style="max-width:600px;margin:16px auto 0;padding:0 24px;color:#5b6577;font-size:13px;overflow-wrap:anywhere">`,
    sections(foot),
    '</div></body></html>',
  ].join('\n');
}

/** Paragraphs, tables of consecutive rows, and buttons. */
function sections(blocks: readonly MailBlock[]): string {
  const out: string[] = [];
  const words: string[] = [];
  const rows: string[] = [];
  const flush = (): void => {
    if (words.length > 0)
      out.push(`<p style="margin:0 0 16px">${words.splice(0).join('<br>')}</p>`);
    if (rows.length > 0)
      out.push(
        `<table style="width:100%;border-collapse:collapse;margin:0 0 16px;font-size:15px">${rows.splice(0).join('')}</table>`,
      );
  };
  for (const block of blocks) {
    if (block.kind === 'text') {
      if (rows.length > 0 || block.text.trim() === '') flush();
      if (block.text.trim() !== '') words.push(linked(block.text));
    } else if (block.kind === 'row') {
      if (words.length > 0) flush();
      rows.push(rowOf(block));
    } else {
      flush();
      out.push(
        `<p style="margin:24px 0 16px"><a class="button" href="${escapeHtml(block.href)}" style="display:inline-block;padding:10px 20px;background:#1f5fd0;color:#ffffff;border-radius:6px;text-decoration:none;font-weight:600">${escapeHtml(block.label)}</a></p>`,
      );
    }
  }
  flush();
  return out.join('\n');
}

const CELL = 'padding:8px 0;border-bottom:1px solid #e3e7ee;vertical-align:top;text-align:left';

function rowOf({ label, value, href }: Extract<MailBlock, { kind: 'row' }>): string {
  const text = escapeHtml(value).replaceAll('\n', '<br>');
  if (href)
    return `<tr><td class="cell" colspan="2" style="${CELL}"><a class="link" href="${escapeHtml(href)}" style="color:#1f5fd0">${escapeHtml(label)}</a><br>${text}</td></tr>`;
  return `<tr><th class="cell label" scope="row" style="${CELL};width:34%;padding-right:16px;color:#5b6577;font-weight:400">${escapeHtml(label)}</th><td class="cell" style="${CELL}">${text}</td></tr>`;
}

/** Links the mail's own addresses in its text, marked by {@link addressIn}. People's text never becomes a link. */
const linked = (text: string): string =>
  escapeHtml(text)
    .replaceAll(
      /\uE000([^\uE000]+)\uE000/g,
      (_, href: string) => `<a class="link" href="${href}" style="color:#1f5fd0">${href}</a>`,
    )
    .replaceAll('\n', '<br>');

/** A character of no script, around an address. */
const MARK = '\uE000';
/** An address that the HTML links; {@link withoutMarks} takes the mark out of plain text. */
const addressIn = (href: string): string => `${MARK}${href}${MARK}`;
export const withoutMarks = (text: string): string => text.replaceAll(MARK, '');

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
