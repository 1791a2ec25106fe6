import { Field, Int, ObjectType } from 'type-graphql';
import { enumType } from '../../../platform/schema/types.ts';

export const TermsFamilyEnum = enumType(
  'SupportTermsFamily',
  'Family of support terms, by kind of product.',
  {
    ONLINE: 'SaaS, image, API, container, data and AI assets (线上交付类).',
    LICENSE: 'License (License 类).',
    MANUAL_SERVICE: 'Manual service (人工服务类).',
    HARDWARE: 'Hardware (硬件类).',
  },
);

@ObjectType('SupportTerms', {
  simpleResolvers: true,
  description: 'Support terms that a customer accepts when it orders (服务支持条款).',
})
export class SupportTermsType {
  @Field(() => TermsFamilyEnum, { description: 'Family of products to which the terms apply.' })
  family!: keyof typeof TermsFamilyEnum;

  @Field(() => Int, { description: 'Version of the terms of the family.' })
  version!: number;

  @Field(() => String, { description: 'Text in Chinese, which applies.' })
  chinese!: string;

  @Field(() => String, { description: 'Translation into English.' })
  english!: string;
}
