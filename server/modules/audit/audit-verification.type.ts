import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('AuditVerification', {
  description: "Result of checking one day's chain of the viewer's organization.",
})
export class AuditVerificationType {
  @Field(() => Boolean, { description: 'Whether every line matches its hash and its position.' })
  intact!: boolean;

  @Field(() => Int, { description: 'Number of lines of the day.' })
  entries!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Position of the first line that does not match; null if the chain is intact.',
  })
  firstBad!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Hash of the last line, to be kept outside the system; null for an empty day.',
  })
  head!: string | null;
}
