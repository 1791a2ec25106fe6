import { Field, ObjectType } from 'type-graphql';
import { enumType, UserErrorType } from '../../../platform/schema/types.ts';
import type { DocumentField } from './compare.read.ts';

export const InvoiceFileFormatEnum = enumType(
  'InvoiceFileFormat',
  'Format of an electronic invoice.',
  {
    XML: 'XML of the tax bureau (数电票 XML): every field is read.',
    OFD: 'OFD (版式文件, GB/T 33190) with the data of the invoice inside.',
    PDF: 'PDF: properties and printed text; some fields may be missing.',
  },
);

export const InvoiceFileFieldEnum = enumType(
  'InvoiceFileField',
  'Field of an invoice that is compared with the bill, the profile and the notice.',
  {
    AMOUNT: 'Amount including tax (价税合计), in CNY.',
    TAX_AMOUNT: 'Tax (税额), in CNY.',
    NET_AMOUNT: 'Amount without tax (金额), in CNY.',
    VAT_RATE: 'VAT rate (税率), 0 to 1.',
    KIND: 'Kind of the invoice (发票种类).',
    NUMBER: 'Number of the invoice (发票号码).',
    ISSUED_ON: 'Date of the invoice (开票日期).',
    PURCHASER_TITLE: 'Title of the purchaser (购买方名称).',
    PURCHASER_TAX_NUMBER: 'Taxpayer number of the purchaser (购买方税号).',
    SELLER_TITLE: 'Title of the issuing partner (销售方名称).',
    SELLER_TAX_NUMBER: 'Taxpayer number of the issuing partner (销售方税号).',
  },
);

/** The word of a field: `taxAmount` → `TAX_AMOUNT`. */
export const wordOf = (field: DocumentField): keyof typeof InvoiceFileFieldEnum =>
  field
    .replace(/[A-Z]/g, (letter) => `_${letter}`)
    .toUpperCase() as keyof typeof InvoiceFileFieldEnum;

@ObjectType('InvoiceFileComparison', {
  simpleResolvers: true,
  description: 'One field of an electronic invoice beside its expected value.',
})
export class InvoiceFileComparisonType {
  @Field(() => InvoiceFileFieldEnum, { description: 'Field.' })
  field!: keyof typeof InvoiceFileFieldEnum;

  @Field(() => String, {
    nullable: true,
    description: 'Value in the file; null if the file lacks it and it is entered by hand.',
  })
  given!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Value that the invoice must have; null if several are right.',
  })
  expected!: string | null;

  @Field(() => UserErrorType, {
    nullable: true,
    description: 'Reason why the value is refused; null if it is right or missing.',
  })
  problem!: UserErrorType | null;
}

@ObjectType('InvoiceFile', {
  simpleResolvers: true,
  description: 'Electronic invoice (数电票) as it was read from uploaded files.',
})
export class InvoiceFileType {
  @Field(() => InvoiceFileFormatEnum, {
    nullable: true,
    description: 'Format of the file that was read.',
  })
  format!: keyof typeof InvoiceFileFormatEnum | null;

  @Field(() => String, { nullable: true, description: 'Name of the file that was read.' })
  name!: string | null;

  @Field(() => [InvoiceFileComparisonType], {
    description: 'The fields, amounts first; empty if no file was read.',
  })
  fields!: InvoiceFileComparisonType[];

  @Field(() => [UserErrorType], { description: 'Reasons why no file was read.' })
  userErrors!: UserErrorType[];
}
