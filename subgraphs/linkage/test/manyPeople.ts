import { residentIdNumberOf } from '@hub/values';
import type { Published } from './departments.ts';
import { district, record } from './peopleIndex.ts';

const surnames = [...'安白蔡邓方高何江孔林马宁潘秦沈唐汪魏徐杨'];
const given = [...'秀兰玉英桂珍建国志强丽华淑芬海燕春梅'].join('').match(/../gu) ?? [];

/**
 * So many people at civil affairs and at a station, some of them also at a charity: numbers are missing, days and names have slips, and
 * some of the charity's records know hardly more than a name and a day.
 */
export function manyPeople(count: number): Published[] {
  return Array.from({ length: count }, (_, at) => at).flatMap((at) => {
    const month = String(1 + (at % 12)).padStart(2, '0');
    const day = String(1 + ((at * 5) % 28)).padStart(2, '0');
    const bornOn = `${1930 + ((at * 7) % 60)}-${month}-${day}`;
    const name = `${surnames[at % surnames.length]}${given[Math.floor(at / surnames.length) % given.length]}`;
    const idNumber = residentIdNumberOf({ divisionCode: '420502', bornOn, sequence: (at % 500) * 2 });
    const parts = { name, bornOn, phone: `139${String(10_000_000 + at * 37).slice(0, 8)}`, address: `胜利路${at}号` };
    const slip = at % 9 === 0 ? `${bornOn.slice(0, 8)}${day === '28' ? '18' : '28'}` : bornOn;
    return [
      record('resident', `r${at}`, { ...parts, idNumber }),
      record('client', `c${at}`, { ...parts, idNumber: at % 3 === 0 ? null : idNumber, bornOn: slip }),
      ...(at % 2 === 0
        ? [record('beneficiary', `b${at}`, { name, bornOn: slip, idNumber: null, divisionCode: district })]
        : []),
    ];
  });
}
