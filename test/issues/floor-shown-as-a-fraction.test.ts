import { expect, it } from '@jest/globals';
import { messageOf } from '../../server/platform/api/messages.ts';
import { message } from '../../server/platform/mail/catalog.ts';

// A refusal said 不得低于目录价的 0.9: its parameter is a fraction, but users expect a percentage.
it.each([
  ['BELOW_FLOOR', 'floor'],
  ['RATE_ABOVE_WIDER', 'rate'],
  ['RATE_BELOW_NARROWER', 'rate'],
  ['RATE_MISMATCH', 'expected'],
  ['SHARE_ABOVE_MAXIMUM', 'maximum'],
] as const)('%s shows its rate as an exact percentage', (code, name) => {
  const given = '0.03';
  expect(message('zh', `error.${code}`, { given, [name]: '0.9' })).toContain('90%');
  expect(messageOf(code, { given, [name]: '0.851833' })).toContain('85.1833%');
});
