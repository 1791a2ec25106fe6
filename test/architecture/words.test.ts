import { describe, expect, it } from '@jest/globals';
import { filesIn, isSource, read } from '../kit/source.ts';
import { type Prose, proseIn } from './prose.ts';

/** Folders and files whose English is checked. */
const ROOTS = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'schema.graphql',
  'portal',
  'server',
  'test',
];

/** Phrases that do not read as English, and the start of a sentence without a subject. */
const PHRASES: readonly RegExp[] = [
  /\b(?:the|an) own\b/i,
  /\banew\b/i,
  /(?<!\bthere )\b(?:is|are|was|were) none\b/i,
  /\bof before\b/i,
  /\b(?:by|in|on) which way\b/i,
  /\bwho asks\b/i,
  /\bwhoever\b/i,
  /\b(?:of|to|for|by) whom\b/i,
  /\bstands?\b(?! for\b)/i,
  /(?:^|[.!?:;] )(?:What|Who|Whose|Where|By what)\b[^.!?]*(?:[.!]|$)/,
];

/** Words that are right although a phrase matches them. */
const RIGHT_USES: readonly string[] = ['Who am I'];

const forbidden = (prose: readonly Prose[]): string[] =>
  prose.flatMap(({ at, text }) =>
    PHRASES.flatMap((phrase) => {
      const [found] = phrase.exec(text) ?? [];
      return found && !RIGHT_USES.includes(text) ? [`${at}: ${found.trim()}`] : [];
    }),
  );

/** Words that another one replaces, by language, with the right uses of the same letters. */
const AVOIDED: Readonly<Record<'zh' | 'en', readonly (readonly [RegExp, RegExp?])[]>> = {
  zh: [
    [/经销商/, /总经销商|云经销商/g],
    [/伙伴/, /伙伴支持计划/g],
    [/关联类型|平台运营|授权下限|支付比例|人工处理中|系统归属优惠|结算账单/],
    // A customer pays bills of the cloud; only the partner's has this name.
    [/账单/, /对账单|未结账单|未结清的账单/g],
    [/收回/],
  ],
  en: [
    [/\b(?:dealer|reseller|vendor|merchant|client|relation|referral|resale|coupon)s?\b/i],
    [/\b(?:commission|receipt|minimum|deny|take back|% off)s?\b/i, /\{minimum\}/g],
    [/\blicen[sc]es?\b/i, /^License$|business license/gi],
    [/\breport(?:ed|s)?\b/i, /^Reports$/g],
    [/\b(?:user|statement|lead)s?\b/i],
  ],
};

/** A Chinese term, and the English one that a message must have with it. */
const PAIRS: readonly (readonly [string, RegExp])[] = [
  ['顾问销售', /advisory/i],
  ['代售', /agency/i],
  ['报备', /pre-regist/i],
  ['客户服务商', /partner|CSP|provider/i],
  ['联合销售授权', /joint-sales/i],
  ['底价', /floor/i],
  ['付费率', /pay rate|\bpays\b/i],
  ['目录价', /list/i],
  ['净价', /\bnet\b/i],
  ['成交价', /deal price/i],
  ['分成', /share/i],
  ['专属优惠', /discount/i],
  ['归属', /attribut/i],
  ['服务监管', /supervision/i],
  ['对账单', /\bbills?\b/i],
  ['会签', /countersign/i],
  ['申付单', /payment request/i],
  ['签收', /sign/i],
  ['撤回', /withdr/i],
  ['撤销', /\bund(?:o|oes|one)\b/i],
  ['终止', /revok/i],
  ['驳回', /reject|refus/i],
];

/** Messages whose English needs no such term, because the screen around them has it. */
const TERM_ELSEWHERE: readonly string[] = [
  'ui.customers.view.prospects',
  'ui.authorization.kind.joint',
  'ui.home.count.inForce',
];

const catalog = (language: string): Record<string, string> =>
  JSON.parse(read(`server/messages/${language}.json`)) as Record<string, string>;

const avoided = (language: 'zh' | 'en', text: string): string[] =>
  AVOIDED[language].flatMap(
    ([word, right]) => word.exec(right ? text.replace(right, '') : text)?.[0] ?? [],
  );

const unpaired = (zh: string, en: string): string[] =>
  PAIRS.filter(([term, word]) => zh.includes(term) && !word.test(en)).map(([term]) => term);

describe('English prose', () => {
  it('has no forbidden phrase', () => {
    const prose = proseIn(ROOTS);
    expect(prose.length).toBeGreaterThan(5_000);
    expect(forbidden(prose)).toEqual([]);
  });

  it.each([
    ['the own', 'Takes the own open request back.'],
    ['anew', 'Reads the page anew.'],
    ['is none', 'The page, which is none where it belongs to another console.'],
    ['who asks', 'It goes to who asks for it.'],
    ['stands', 'The name stands beside it.'],
    ['a sentence without a subject', 'What shows the times in it while it has the focus.'],
    ['a second one', 'Moves on. Whose clocks run is asked later.'],
  ])('is found with %s', (_, text) => {
    expect(forbidden([{ at: 'planted', text }])).toHaveLength(1);
  });

  it.each([
    'CSP stands for customer service provider.',
    'Where is the customer?',
    'The page knows who may act.',
  ])('may say: %s', (text) => {
    expect(forbidden([{ at: 'planted', text }])).toEqual([]);
  });
});

/** Words that no name in code or key of a message contains. */
const NAMES = /\b(?:anew|take back)\b/i;

const badNames = (text: string): string[] =>
  [...text.matchAll(/[A-Za-z]\w*/g)].flatMap(([name]) =>
    NAMES.test(name.replace(/([a-z\d])([A-Z])/g, '$1 $2')) ? [name] : [],
  );

describe('names in code', () => {
  it('are not of words that another one replaces', () => {
    const paths = ['portal', 'server', 'test']
      .flatMap(filesIn)
      .filter((path) => isSource(path) && path !== 'test/architecture/words.test.ts');
    expect(paths.length).toBeGreaterThan(1_000);
    const found = [...paths, 'server/messages/en.json'].flatMap((path) =>
      badNames(read(path)).map((name) => `${path}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('are told apart when planted', () => {
    expect(badNames("onPress={startAnew}, t('ui.job.takeBack')")).toEqual([
      'startAnew',
      'takeBack',
    ]);
    expect(badNames('takeBackground')).toEqual([]);
  });
});

describe('the terms of both catalogs', () => {
  const zh = catalog('zh');
  const en = catalog('en');

  it('are not those that another word replaces', () => {
    const found = Object.keys(zh).flatMap((key) => [
      ...avoided('zh', zh[key]!).map((word) => `zh ${key}: ${word}`),
      ...avoided('en', en[key]!).map((word) => `en ${key}: ${word}`),
    ]);
    expect(found).toEqual([]);
  });

  it('are pairs', () => {
    const found = Object.keys(zh)
      .filter((key) => !TERM_ELSEWHERE.includes(key))
      .flatMap((key) => unpaired(zh[key]!, en[key]!).map((term) => `${key}: ${term}`));
    expect(found).toEqual([]);
  });

  it('are told apart when planted', () => {
    expect(avoided('zh', '收回授权')).toEqual(['收回']);
    expect(avoided('zh', '总经销商的对账单')).toEqual([]);
    expect(avoided('en', 'Tell the merchant')).toEqual(['merchant']);
    expect(unpaired('终止授权', 'Withdraw')).toEqual(['终止']);
  });
});
