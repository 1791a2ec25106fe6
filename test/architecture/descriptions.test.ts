import { expect, it } from '@jest/globals';
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { read } from '../kit/source.ts';

const schema = buildSchema(read('schema.graphql'));

/** Path and description of every type, field, argument and enum value of the SDL. */
function described(): [path: string, text: string][] {
  const found: [string, string][] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    found.push([type.name, type.description ?? '']);
    if (isEnumType(type))
      // Descriptions of reasons are texts of the catalog, which has a test of its own.
      for (const value of type.getValues())
        if (type.name !== 'ReasonCode')
          found.push([`${type.name}.${value.name}`, value.description ?? '']);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      for (const field of Object.values(type.getFields())) {
        found.push([`${type.name}.${field.name}`, field.description ?? '']);
        for (const arg of 'args' in field ? field.args : [])
          found.push([`${type.name}.${field.name}(${arg.name})`, arg.description ?? '']);
      }
  }
  return found;
}

/** A noun names the thing; these words only point at it. */
const POINTER =
  /^(?:What|Whatever|Who|Whose|Whom|Where|When|Why|How|Which|Until|Since|That|Those|It|Its|They|Their|(?:By|To|From|For|Of|In|On|At) (?:what|which|whom|any|when))\b/;

/** Words that the list of terms replaces in the API. */
const AVOIDED =
  /\b(?:dealer|reseller|vendor|merchant|relation|referral|resale|commission|receipt|minimum|buyer|deny|takes? back)s?\b/i;

it('every description of the schema starts with a noun, a mutation’s with a verb', () => {
  const all = described();
  expect(all.length).toBeGreaterThan(2_500);
  const allowed = (path: string): boolean => /^\w+Status\.|Standing\.|State\./.test(path);
  const broken = all.filter(([path, text]) => !allowed(path) && POINTER.test(text));
  expect(broken).toEqual([]);
  const mutations = all.filter(([path]) => /^Mutation\.\w+$/.test(path));
  expect(mutations.filter(([, text]) => !/^[A-Z][a-z-]+s\b/.test(text))).toEqual([]);
});

it('no description of the schema refers to a document that clients do not have', () => {
  expect(described().filter(([, text]) => text.includes('§'))).toEqual([]);
});

it('no description of the schema uses a word that another term replaces', () => {
  expect(described().filter(([, text]) => AVOIDED.test(text))).toEqual([]);
});

it.each([
  ['What it is for.', POINTER],
  ['Of any of these partners.', POINTER],
  ['Share of the reseller.', AVOIDED],
  ['The authorized minimum.', AVOIDED],
])('a planted description is found: %s', (text, rule) => {
  expect(rule.test(text)).toBe(true);
});
