import { describe, expect, it } from '@jest/globals';
import { parseCustomers } from './customer-import.ts';

const NOW = new Date('2026-03-02T02:00:00Z');
const read = (text: string) => parseCustomers(new TextEncoder().encode(text), NOW);
const HEADER =
  'name,cloud_account,upstream_id,type,contact_name,contact_phone,contact_mail,registered_at,tags';

describe('a customer list', () => {
  it('gives each good line its values', () => {
    const { rows, problems } = read(
      `\uFEFF${HEADER}\n"深圳云启, 科技",YunQi01,,COMPANY,何一,138 1234 5678,He@X.com,2026-02-28,重点; 华南;重点\n`,
    );
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        name: '深圳云启, 科技',
        cloudAccount: 'yunqi01',
        upstreamId: null,
        customerType: 'COMPANY',
        contactName: '何一',
        contactPhone: '138 1234 5678',
        contactMail: 'he@x.com',
        registeredAt: new Date('2026-02-27T16:00:00Z'),
        tags: ['重点', '华南'],
      },
    ]);
  });

  it('names line, column and reason of each bad line, and keeps the others', () => {
    const { rows, problems } = read(
      [
        HEADER,
        'A,a1',
        ',a2',
        'C,,',
        'D,d 4',
        'E,e5,,THING',
        'F,f6,,,,12',
        'G,g7,,,,,nowhere',
        'H,h8,,,,,,2026-02-30',
        'I,i9,,,,,,2030-01-01',
        'J,A1',
      ].join('\n'),
    );
    expect(rows.map((row) => row.name)).toEqual(['A']);
    expect(problems).toEqual([
      { line: 3, code: 'BLANK', column: 'name' },
      { line: 4, code: 'KEY_MISSING', column: 'cloud_account' },
      { line: 5, code: 'INVALID_FORMAT', column: 'cloud_account' },
      { line: 6, code: 'TYPE_UNKNOWN', column: 'type' },
      { line: 7, code: 'INVALID_PHONE', column: 'contact_phone' },
      { line: 8, code: 'INVALID_MAIL', column: 'contact_mail' },
      { line: 9, code: 'INVALID_DATE', column: 'registered_at' },
      { line: 10, code: 'INVALID_DATE', column: 'registered_at' },
      { line: 11, code: 'TWICE_IN_FILE', column: null },
    ]);
  });

  it('reads what Excel writes in China', () => {
    const gb = Uint8Array.from([
      ...new TextEncoder().encode('name,cloud_account\n'),
      0xc9,
      0xee,
      0xdb,
      0xda,
      0x2c,
      0x73,
      0x7a,
    ]);
    expect(parseCustomers(gb, NOW).rows[0]?.name).toBe('深圳');
  });

  it.each([
    ['name,account\nA,a', 'COLUMN_UNKNOWN'],
    ['cloud_account\na', 'COLUMN_MISSING'],
    ['name\nA', 'COLUMN_MISSING'],
    ['name,cloud_account\n"A,a', 'FILE_UNREADABLE'],
  ])('refuses a file that is none: %j', (text, code) => {
    expect(() => read(text)).toThrow(code);
  });
});
