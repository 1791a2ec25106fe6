const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿'];
const LARGEST = 10n ** 12n;

/**
 * An amount in the upper-case characters of Chinese invoices (大写金额): 10,001.05 is 壹万零壹圆零伍分, a whole
 * amount ends in 整. Throws for 10 ** 12 yuan and more.
 */
export function upperCase(minor: bigint): string {
  const positive = minor < 0n ? -minor : minor;
  const [yuan, jiao, fen] = [
    positive / 100n,
    Number((positive / 10n) % 10n),
    Number(positive % 10n),
  ];
  if (yuan >= LARGEST) throw new Error(`${minor} is too large for upper case`);
  const whole = yuan === 0n ? '' : `${wholeYuan(yuan)}圆`;
  const tens = jiao > 0 ? `${DIGITS[jiao]}角` : whole && fen > 0 ? '零' : '';
  const cents = fen > 0 ? `${DIGITS[fen]}分` : '整';
  return `${minor < 0n ? '负' : ''}${whole || tens || fen > 0 ? whole : '零圆'}${tens}${cents}`;
}

/** Groups of four digits; each run of zeros between digits is one 零. */
function wholeYuan(yuan: bigint): string {
  const digits = yuan.toString();
  let text = '';
  let zero = false;
  let group = '';
  for (const [i, digit] of [...digits].entries()) {
    const place = digits.length - 1 - i;
    if (digit === '0') zero = true;
    else {
      group += `${zero && (text || group) ? '零' : ''}${DIGITS[Number(digit)]}${PLACES[place % 4]}`;
      zero = false;
    }
    if (place % 4 > 0) continue;
    if (!group) continue;
    text += `${group}${GROUPS[place / 4]}`;
    group = '';
    zero = false;
  }
  return text;
}
