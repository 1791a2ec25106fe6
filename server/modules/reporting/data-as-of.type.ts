import { Field, ObjectType } from 'type-graphql';
import { scalar } from '../../platform/schema/scalars.ts';

@ObjectType('DataAsOf', {
  simpleResolvers: true,
  description: 'Days that transaction details and performance cover (数据截至).',
})
export class DataAsOfType {
  @Field(() => scalar.dateTime, {
    description:
      'End of the last complete day, 00:00 in Asia/Shanghai; later orders are not shown yet.',
  })
  until!: Date;

  @Field(() => scalar.dateTime, {
    description: 'Instant at which the next day is added, by default 08:00 in Asia/Shanghai.',
  })
  nextAt!: Date;
}
