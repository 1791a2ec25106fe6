import { Field, Int, ObjectType } from 'type-graphql';
import { scalar } from '../../schema/scalars.ts';
import { enumType, NodeType } from '../../schema/types.ts';

export const HolidayPlanSourceEnum = enumType(
  'HolidayPlanSource',
  'Origin of the holiday plan of a year.',
  {
    BUILT_IN: 'Plan of the State Council that the product brings (内置).',
    OPERATOR: 'Plan that an operator entered (运营录入).',
  },
);

@ObjectType('HolidayPlanDay', {
  simpleResolvers: true,
  description:
    'Day that a holiday plan names: a day off or a make-up working day (放假日、调休上班日).',
})
export class HolidayPlanDayType {
  @Field(() => scalar.date, { description: 'Day in Asia/Shanghai.' })
  date!: string;

  @Field(() => String, { description: 'Name of the holiday, in Chinese.' })
  name!: string;

  @Field(() => Boolean, {
    description: 'Whether the day is a working day: true for a make-up day, false for a day off.',
  })
  isWorkingDay!: boolean;
}

@ObjectType('HolidayPlan', {
  simpleResolvers: true,
  implements: NodeType,
  description:
    'Version of the holiday plan of a year that an operator entered (放假安排). The newest version applies.',
})
export class HolidayPlanType extends NodeType {
  @Field(() => Int, { description: 'Calendar year.' })
  year!: number;

  @Field(() => [HolidayPlanDayType], { description: 'Days that the plan names, by date.' })
  days!: HolidayPlanDayType[];

  @Field(() => String, { description: 'Name of the operator who entered the plan.' })
  setBy!: string;

  @Field(() => String, { description: 'Reason that the operator gave.' })
  reason!: string;

  @Field(() => scalar.dateTime, { description: 'Time at which the plan was entered.' })
  createdAt!: Date;
}

@ObjectType('HolidayYear', {
  simpleResolvers: true,
  description:
    'Year with a holiday plan, and the plan that applies. In any other year Monday to Friday are working days, and deadlines are provisional (暂定).',
})
export class HolidayYearType {
  @Field(() => Int, { description: 'Calendar year.' })
  year!: number;

  @Field(() => HolidayPlanSourceEnum, { description: 'Origin of the plan.' })
  source!: keyof typeof HolidayPlanSourceEnum;

  @Field(() => [HolidayPlanDayType], { description: 'Days that the plan names, by date.' })
  days!: HolidayPlanDayType[];
}
