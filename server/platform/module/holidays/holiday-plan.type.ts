import { Field, Int, ObjectType } from 'type-graphql';
import type { Holiday } from '../../holiday-plans.ts';
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

export const HolidayEnum = enumType('Holiday', 'Holiday of the State Council (法定节假日).', {
  NEW_YEAR: "New Year's Day (元旦).",
  SPRING_FESTIVAL: 'Spring Festival (春节).',
  TOMB_SWEEPING_DAY: 'Tomb-Sweeping Day (清明节).',
  LABOR_DAY: 'Labor Day (劳动节).',
  DRAGON_BOAT_FESTIVAL: 'Dragon Boat Festival (端午节).',
  MID_AUTUMN_FESTIVAL: 'Mid-Autumn Festival (中秋节).',
  NATIONAL_DAY: 'National Day (国庆节).',
} satisfies Record<Holiday, string>);

@ObjectType('HolidayPlanDay', {
  simpleResolvers: true,
  description:
    'Day that a holiday plan names: a day off or a make-up working day (放假日、调休上班日).',
})
export class HolidayPlanDayType {
  @Field(() => scalar.date, { description: 'Day in Asia/Shanghai.' })
  date!: string;

  @Field(() => HolidayEnum, {
    nullable: true,
    description: 'Holiday; null for any other name, such as that of two holidays.',
  })
  holiday!: keyof typeof HolidayEnum | null;

  @Field(() => String, { description: 'Name of the holiday, in Chinese if `holiday` is set.' })
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
