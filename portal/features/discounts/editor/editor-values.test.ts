import { expect, it } from '@jest/globals';
import {
  draftOf,
  type EditorValues,
  editorSchema,
  emptyLine,
  moved,
  quoteOf,
} from './editor-values.ts';

const values: EditorValues = {
  name: ' 2027 年度价 ',
  customerId: 'cus_1',
  productId: 'prd_1',
  lines: [
    { specificationId: 'spc_1', pricedBy: 'RATE', payRate: '0.85', netPrice: '108800.00' },
    { specificationId: 'spc_2', pricedBy: 'NET', payRate: '0.82', netPrice: '70520.00' },
  ],
  validFrom: '2026-12-01',
  validUntil: '2026-12-31',
  note: '',
  justification: '',
};

it('sends the price that was fixed and midnights in Shanghai, the end exclusive', () => {
  expect(draftOf(values)).toEqual({
    name: '2027 年度价',
    lines: [
      { specificationId: 'spc_1', payRate: '0.85' },
      { specificationId: 'spc_2', netPrice: '70520.00' },
    ],
    validFrom: '2026-12-01T00:00:00.000+08:00',
    validUntil: '2027-01-01T00:00:00.000+08:00',
    note: null,
  });
});

it('asks for a quote of what is complete so far, and of nothing while nothing is', () => {
  expect(quoteOf({ ...values, customerId: null }, null)).toBeNull();
  expect(quoteOf({ ...values, lines: [emptyLine('spc_1')] }, null)).toBeNull();
  const open = { ...values, validUntil: null, lines: [...values.lines, emptyLine('spc_3')] };
  expect(quoteOf(open, 'dsc_1')).toEqual({
    customerId: 'cus_1',
    productId: 'prd_1',
    discountId: 'dsc_1',
    lines: draftOf(values).lines,
  });
});

it('finds what is missing or turned around before the server is asked', () => {
  expect(editorSchema.safeParse(values).success).toBe(true);
  const wrong = editorSchema.safeParse({
    ...values,
    name: '  ',
    lines: [{ ...emptyLine('spc_1'), payRate: '1.2' }, emptyLine('spc_2')],
    validUntil: '2026-11-30',
  });
  const problems = (wrong.error?.issues ?? []).map(({ path, message }) => [
    path.join('.'),
    message,
  ]);
  expect(problems).toEqual(
    expect.arrayContaining([
      ['name', 'ui.form.required'],
      ['lines.0.payRate', 'error.RATE_ABOVE_ONE'],
      ['lines.1.payRate', 'ui.form.required'],
    ]),
  );
  expect(
    editorSchema.safeParse({ ...values, validUntil: '2026-11-30' }).error?.issues[0],
  ).toMatchObject({ path: ['validUntil'], message: 'error.END_BEFORE_START' });
});

it('copies a discount to the days after its last, or from tomorrow when it has ended', () => {
  const month = { ...values, validFrom: '2026-12-01', validUntil: '2026-12-31' };
  expect(moved(month, '2026-12-10')).toMatchObject({
    validFrom: '2027-01-01',
    validUntil: '2027-01-31',
  });
  expect(moved(month, '2027-05-04')).toMatchObject({
    validFrom: '2027-05-05',
    validUntil: '2027-06-04',
  });
});
