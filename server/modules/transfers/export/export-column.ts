import { field, inputShape } from '../../../platform/command/input.ts';
import { enumType } from '../../../platform/schema/types.ts';

export const ExportFormatEnum = enumType('ExportFormat', 'Format of an exported file.', {
  CSV: 'Comma-separated text in UTF-8 with a byte order mark, by RFC 4180.',
  XLSX: 'Excel workbook with typed cells; at most 1,048,576 rows with header and manifest.',
});
export type ExportFormat = keyof typeof ExportFormatEnum;

export const TransferLanguageEnum = enumType(
  'TransferLanguage',
  'Language of the words in a file.',
  {
    ZH: 'Chinese (中文).',
    EN: 'English.',
  },
);
export type TransferLanguage = keyof typeof TransferLanguageEnum;

const ExportValueEnum = enumType('ExportValue', "Form of a column's value in an export.", {
  DATE: 'Calendar day in Asia/Shanghai of an instant.',
  LAST_DAY: 'Last day of a period, from its exclusive end.',
  PERCENT: 'Share as a percentage.',
});

/** One column of an exported file, as the screen's list declares it. */
export interface ExportColumn {
  readonly header: string;
  readonly path: string;
  readonly orElse?: string | undefined;
  readonly over?: string | undefined;
  readonly none?: string | undefined;
  readonly words?: string | undefined;
  readonly as?: keyof typeof ExportValueEnum | undefined;
}

const PATH = /^[A-Za-z]\w*(\.[A-Za-z]\w*){0,5}$/;
const path = (description: string) => field.text(description, { max: 200, pattern: PATH });

export const exportColumn = inputShape(
  'ExportColumnInput',
  'Column of an export: a header, and the field of a row that it shows.',
  {
    header: field.text('Header of the column.', { max: 100 }),
    path: path('Field of a row, from the type of the list on: "binding.type".'),
    orElse: field.optional(path('Field that is shown for a row in which `path` is null.')),
    none: field.optional(
      field.text('Text for a row without a value; by default empty.', { max: 100 }),
    ),
    over: field.optional(path('Amount by which the amount in `path` is divided.')),
    words: field.optional(
      path('Enum of the catalogs that translates a text field, for example "Subject".'),
    ),
    as: field.optional(
      field.word(ExportValueEnum, "Form of the value; by default that of the field's type."),
    ),
  },
);
