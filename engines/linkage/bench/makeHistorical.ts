/**
 * Writes one CSV file of made-up people of four centuries as an old card index would keep them: many cards a person, families
 * that hand down given name, place and occupation, titles, short forms of names, missing values. --married: how many women take another
 * surname in the course of their life; --rounded: how many cards give the year of birth to five years. Arguments: --records N --seed S FILE.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    records: { type: 'string', default: '50000' },
    seed: { type: 'string', default: '1' },
    married: { type: 'string', default: '0' },
    rounded: { type: 'string', default: '0' },
  },
});
const [married, rounded] = [Number(options.married), Number(options.rounded)];

let state = Number(options.seed) >>> 0 || 1;
/** xorshift32, in [0, 1). */
const random = (): number => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) / 4294967296;
};
const chance = (share: number): boolean => random() < share;
const below = (bound: number): number => Math.floor(random() * bound);
const between = (low: number, high: number): number => low + below(high - low + 1);
const two = (value: number): string => String(value).padStart(2, '0');
const pick = <T>(items: readonly T[]): T => {
  const item = items[below(items.length)];
  if (item === undefined) throw new RangeError('Nothing to pick from.');
  return item;
};
/** Frequent items first: item k about as often as 1 / (k + 4). */
const pickFrequent = <T>(items: readonly T[]): T => {
  const top = Math.log((items.length + 4) / 4);
  return items[Math.min(items.length - 1, Math.floor(4 * (Math.exp(random() * top) - 1)))] as T;
};
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Given name, then its short forms. */
const MEN = words(
  'john:jack,johnny william:will,bill,billy thomas:tom,tommy george james:jim,jem robert:rob,bob,bobby henry:harry,hal charles:charlie edward:ned,ted richard:dick,rick joseph:joe samuel:sam david:dave,davy frederick:fred,freddy alfred:alf arthur:art francis:frank walter:wat alexander:alec,sandy hugh daniel:dan peter:pete philip:phil benjamin:ben edmund:ned albert:bert andrew:andy matthew:mat stephen:steve michael:mike patrick:pat ernest:ernie herbert:bert harold:harry nathaniel:nat isaac:ike christopher:kit,chris anthony:tony ralph rowland:rolly gilbert:gil roger lewis:lew simon augustus:gus percy sidney:sid leonard:len reginald:reg nicholas:nick joshua:josh humphrey:humph oliver:noll evan owen martin clement edwin:ned jonathan:jon lawrence:larry theodore:theo horace cecil cuthbert basil ambrose jasper godfrey bernard',
).map((entry) => entry.split(/[:,]/));
const WOMEN = words(
  'mary:polly,molly elizabeth:eliza,bess,betty anne:annie,nan sarah:sally margaret:meg,peggy jane:jenny catherine:kate,kitty alice martha:patty hannah ellen:nell emma charlotte:lottie frances:fanny harriet:hattie caroline:carrie emily lucy florence:flo edith isabella:bella matilda:tilly eleanor:nora dorothy:dolly rebecca:becky agnes:nessie ada amelia:millie georgiana constance:connie beatrice:bea susan:sue julia rose ethel maud louisa:lou helen:nellie grace esther:hetty adelaide:addie clara cecilia:cissy marion winifred:winnie',
).map((entry) => entry.split(/[:,]/));
const STEMS = words(
  'ash bar beck black brad brom bur carl chad clay clif col cran cros dal darn den dray dun ed el fair farn fox gar glad gran green hal ham har hart hay hazel hol hor hux in kel ken king lam lang law led lin lock long lyn mal mar mel mil mor nor oak old or pem per pick pres ram raven red rock roth rush sad sel shel sher sid stan stock stret sun swan tal thorn til tor trent up wal war wat web wel wes whit wil win wood wy york',
);
const ENDS = words(
  'by ton ley ford ham well wood worth field man son stead stone bridge burn ridge hurst den dale combe more land wick er s ell ing',
);
const PLAIN = words(
  'smith jones williams taylor brown davies evans wilson thomas roberts johnson lewis walker robinson wood thompson white watson jackson wright green harris cooper king lee martin clarke james morgan hughes edwards hill moore clark harrison scott young morris hall ward turner carter phillips mitchell patel adams campbell anderson allen cook bailey parker miller davis murphy price bell baker griffiths kelly simpson marshall collins bennett cox richardson fox gray rose chapman hunt robertson shaw reynolds lloyd ellis richards russell wilkinson khan graham stewart reid murray powell palmer holmes rogers stevens walsh hunter thomson matthews ross owen mason knight kennedy butler saunders',
);
const SURNAMES = [...PLAIN, ...STEMS.flatMap((stem) => ENDS.map((end) => `${stem}${end}`)).filter(() => chance(0.35))];
const TOWNS = STEMS.flatMap((stem) =>
  words('ton bury ford mouth chester pool minster haven').map((end) => `${stem}${end}`),
).filter(() => chance(0.4));
const AREAS = words(
  'ba bd bn bs ca cb cf ct de dl dn dt eh ex gl gu hp hu ip ky la le ln lu me ml ne nn np nr ol ox pe pl',
);
const OCCUPATIONS = words(
  'politician writer painter clergyman lawyer soldier officer merchant poet actor cricketer physician banker engineer architect botanist historian naturalist judge composer diplomat photographer journalist explorer printer philosopher mathematician sculptor publisher surgeon',
);

type Person = {
  readonly id: number;
  readonly given: readonly string[];
  readonly middle: string;
  readonly surname: string;
  readonly title: string;
  readonly estate: string;
  readonly female: boolean;
  readonly born: readonly [number, number, number];
  readonly known: 'DAY' | 'YEAR';
  readonly town: string;
  readonly area: string;
  readonly code: string;
  readonly occupations: readonly string[];
};

const areaOf = new Map(TOWNS.map((town, at) => [town, `${AREAS[at % AREAS.length]}${1 + (at % 23)}`]));
const LETTERS = [...'abdefghjlnpqrstuwxyz'];
const postcode = (area: string): string => `${area} ${below(10)}${pick(LETTERS)}${pick(LETTERS)}`;

let people = 0;
const person = (over: Partial<Person>): Person => {
  const female = over.female ?? chance(0.2);
  const town = over.town ?? pickFrequent(TOWNS);
  const area = areaOf.get(town) ?? 'ox1';
  const isNoble = over.title !== undefined || chance(0.08);
  const occupation = over.occupations?.[0] ?? pickFrequent(OCCUPATIONS);
  people += 1;
  return {
    given: pickFrequent(female ? WOMEN : MEN),
    middle: chance(0.35) ? (pickFrequent(female ? WOMEN : MEN)[0] ?? '') : '',
    surname: pickFrequent(SURNAMES),
    title: isNoble ? `${pick(['1st', '2nd', '3rd', '4th', '5th', '6th'])} ${pick(['baronet', 'earl', 'baron'])}` : '',
    estate: isNoble ? pick(TOWNS) : '',
    born: [between(1560, 1930), between(1, 12), between(1, 28)],
    known: chance(0.8) ? 'DAY' : 'YEAR',
    area,
    code: postcode(area),
    ...over,
    id: people,
    female,
    town,
    occupations: [occupation, chance(0.4) ? pickFrequent(OCCUPATIONS) : occupation],
  };
};

/** One person, or a line of fathers, sons and brothers who share surname, place and often given name and occupation. */
const family = (): readonly Person[] => {
  const first = person({});
  const members = [first];
  while (chance(0.22)) {
    const previous = members.at(-1) ?? first;
    const [year] = first.born;
    const isSon = chance(0.6);
    members.push(
      person({
        surname: first.surname,
        female: chance(0.15),
        born: [year + (isSon ? between(20, 45) * members.length : between(-12, 12)), between(1, 12), between(1, 28)],
        ...(chance(0.75) ? { town: first.town } : {}),
        ...(isSon && !previous.female && chance(0.35) ? { given: previous.given, female: false } : {}),
        ...(first.title === ''
          ? {}
          : { title: first.title.replace(/^\d/, (digit) => `${Number(digit) + 1}`), estate: first.estate }),
        ...(chance(0.5) ? { occupations: first.occupations } : {}),
      }),
    );
  }
  return members;
};

const typo = (text: string): string => {
  if (text.length < 3) return text;
  const at = between(1, text.length - 2);
  const roll = random();
  if (roll < 0.3) return text.slice(0, at) + text.slice(at + 1);
  if (roll < 0.5) return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
  if (roll < 0.75) return text.slice(0, at) + pick([...'aeioustrnl']) + text.slice(at + 1);
  return text.slice(0, at) + pick([...'aeioustrnl']) + text.slice(at);
};

const names = (who: Person): { readonly full: string; readonly first: string; readonly last: string } => {
  const formal = who.given[0] ?? '';
  const called = who.given.length > 1 && chance(0.18) ? pick(who.given.slice(1)) : formal;
  const initial = chance(0.04) ? (called[0] ?? called) : called;
  const usesMiddle = who.middle !== '' && chance(0.05);
  const first = chance(0.06) ? typo(initial) : usesMiddle ? who.middle : initial;
  const usesEstate = who.estate !== '' && chance(0.4);
  const last = chance(0.06) ? typo(usesEstate ? who.estate : who.surname) : usesEstate ? who.estate : who.surname;
  const parts = [
    who.title !== '' && chance(0.5) ? (who.female ? 'lady' : 'sir') : '',
    first,
    chance(0.5) && !usesMiddle ? who.middle : '',
    usesEstate && chance(0.4) ? who.surname : '',
    usesEstate ? '' : last,
    who.title !== '' && chance(0.6) ? `, ${who.title} of ${who.estate}` : usesEstate ? last : '',
  ];
  return { full: parts.filter(Boolean).join(' ').replaceAll(' ,', ','), first, last };
};

const dateOf = ({ born: [year, month, day], known }: Person): string => {
  const roll = random();
  const [m, d] = known === 'YEAR' ? [1, 1] : [month, day];
  if (roll < 0.05) return `${year + pick([-2, -1, 1, 2, 10, -10])}-${two(m)}-${two(d)}`;
  if (roll < 0.08) return `${year}-01-01`;
  if (roll < 0.11) return `${year}-${two(m)}-${two(between(1, 28))}`;
  return roll < 0.12 ? `${between(1560, 1950)}-${two(m)}-${two(d)}` : `${year}-${two(m)}-${two(d)}`;
};

const card = (who: Person, at: number): string => {
  if (rounded > 0 && chance(rounded)) {
    const [year] = who.born;
    return cardOf({ ...who, born: [Math.round(year / 5) * 5, 1, 1], known: 'YEAR' }, at);
  }
  return cardOf(who, at);
};

const cardOf = (who: Person, at: number): string => {
  const { full, first, last } = names(who);
  const town = chance(0.06) ? typo(who.town) : chance(0.08) ? pick(TOWNS) : who.town;
  const code = chance(0.2) ? postcode(who.area) : chance(0.05) ? typo(who.code) : who.code;
  const gender = who.female === chance(0.01) ? 'male' : 'female';
  const blanks = [0.01, 0.02, 0.22, 0.15, 0.15, 0.25, 0.25].map((share) => chance(share));
  const cells = [first, last, dateOf(who), town, code, gender, pick(who.occupations)];
  const [given, surname, ...rest] = cells.map((text, c) => (blanks[c] ? '' : text));
  return [`Q${who.id}-${at}`, `Q${who.id}`, `"${full}"`, `${first} ${last}`, given, surname, ...rest].join(',');
};

const lines: string[] = [];
while (lines.length < Number(options.records))
  for (const who of family()) {
    const cards = Math.min(40, 1 + Math.floor(-Math.log(1 - random()) * 8.5));
    const wife = married > 0 && who.female && chance(married) ? { ...who, surname: pickFrequent(SURNAMES) } : who;
    for (let at = 1; at <= cards; at += 1) lines.push(card(at * 2 > cards ? wife : who, at));
  }
const [path] = positionals;
if (path === undefined) throw new RangeError('Expected a path.');
const header =
  'unique_id,cluster,full_name,first_and_surname,first_name,surname,dob,birth_place,postcode_fake,gender,occupation';
writeFileSync(path, `${[header, ...lines.slice(0, Number(options.records))].join('\n')}\n`);
