import { Field, ObjectType } from 'type-graphql';
import { scalar } from '../../../platform/schema/scalars.ts';
import { MoneyType, NodeType } from '../../../platform/schema/types.ts';

@ObjectType('InvoiceRedLetter', {
  simpleResolvers: true,
  implements: NodeType,
  description: 'Red-letter document (红字发票) that cancels a returned document of an invoice.',
})
export class InvoiceRedLetterType extends NodeType {
  @Field(() => String, { description: 'Number of the red-letter document (红字发票号码).' })
  number!: string;

  @Field(() => String, {
    description:
      'Number of its confirmation (红字发票信息确认单) or information sheet (红字信息表).',
  })
  confirmationNumber!: string;

  @Field(() => scalar.date, { description: 'Date on the document.' })
  issuedOn!: string;

  @Field(() => MoneyType, {
    description: 'Negative amount, including tax: that of the returned document.',
  })
  gross!: MoneyType;

  @Field(() => scalar.dateTime, { description: 'Time of the registration.' })
  createdAt!: Date;

  @Field(() => String, { description: 'Name of the member who registered it.' })
  registeredByName!: string;
}
