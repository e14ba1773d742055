import { type Problem, readRecord } from '@hub/kernel';
import type { Validity } from '../place/place.entity.ts';
import { type PlaceKind, problemOf, readCode, readValidity } from '../place/place.intake.ts';
import { isZoneId } from './zone.rules.ts';

/**
 * Zones from files and from the synthetic district. `memberCodes` names those that belong to it as long as it exists; `members`,
 * each with `code`, `validFrom` and `validTo`, those that belong to it for a time. A zone that is loaded again has these members only.
 */
export const zoneIntake: PlaceKind = {
  table: 'zone',
  read(given) {
    const record = readRecord(given);
    const id = record.text('id');
    const { problems, ...validity } = readValidity(record);
    const members = readMembers(given, validity);
    const unique = new Map(members.map(({ code, days }) => [`${code}@${days.validFrom}`, { code, days }]));
    return {
      row: { id, version: 1, name: record.text('name'), ...validity },
      members: [...unique.values()].map(({ code, days }) => ({ zoneId: id, divisionCode: code, ...days })),
      nodes: [id, ...members.map(({ code }) => code)],
      problems: [
        ...record.problems,
        ...problems,
        ...(isZoneId(id) ? [] : [problemOf('id', 'an id that is no division code')]),
        ...members.flatMap((member) => member.problems),
      ],
    };
  },
};

interface ReadMember {
  readonly code: string;
  readonly days: Validity;
  readonly problems: readonly Problem[];
}

function readMembers(given: unknown, zone: Validity): ReadMember[] {
  const { memberCodes, members } = (given ?? {}) as Readonly<Record<string, unknown>>;
  return [
    ...listOf(memberCodes).map((memberCode, place) => {
      const field = `memberCodes[${place}]`;
      const record = readRecord({ [field]: memberCode });
      return { code: readCode(record, field), days: zone, problems: record.problems };
    }),
    ...listOf(members).map((member, place) => {
      const record = readRecord(member);
      const code = readCode(record, 'code');
      const { problems, ...days } = readValidity(record);
      const inPlace = (problem: Problem) => ({ ...problem, field: `members[${place}].${problem.field}` });
      return { code, days, problems: [...record.problems, ...problems].map(inPlace) };
    }),
  ];
}

// What is no list is read as the only item of one, and refused there with its place.
function listOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
