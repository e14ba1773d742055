import { seededRandomness } from '@hub/kernel/testing';
import { publishedWorkdays } from '@hub/values';
import { describe, expect, test } from 'vitest';
import { type Account, leftIn, sumsOf } from '../commitment/commitment.rules.ts';
import { type ReferralRow, type ReferralState, referralStates, type StepParty } from './referral.entity.ts';
import { isOverdue, type Standing, step } from './referral.rules.ts';
import {
  dueOn,
  openStates,
  type ReferralCommand,
  referralCommands,
  reservingStates,
  transitionOf,
  transitions,
} from './referralMachine.rules.ts';

const today = '2026-11-21';
const everybody: readonly StepParty[] = ['STATION', 'PROVIDER', 'DISTRICT', 'CLOCK'];
const referral = (parts: Partial<ReferralRow> = {}) =>
  ({
    id: 'referral_1',
    version: 1,
    needId: 'need_1',
    units: 4,
    servedUnits: 0,
    urgency: 'HIGH',
    mode: 'LIVE',
    state: 'PROPOSED',
    proposedOn: '2026-11-01',
    sentOn: null,
    acceptedOn: null,
    startedOn: null,
    endedOn: null,
    dueOn: '2026-11-03',
    ...parts,
  }) as ReferralRow;
const standing = (parts: Partial<Standing> = {}): Standing => ({
  need: { id: 'need_1', status: 'OPEN', units: 10 },
  covered: 0,
  openForPerson: false,
  workdays: publishedWorkdays,
  account: { offered: 10, reserved: 0, spent: 0, booked: 0 },
  ...parts,
});

describe('the table', () => {
  test('has one row for each command in each state', () => {
    const keys = transitions.map(({ command, from }) => `${command} ${from}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('reserves exactly where units become held, and lets go exactly where they cease to be', () => {
    const holds = (state: ReferralState | null) => state !== null && reservingStates.includes(state);
    for (const { command, from, to, ledger } of transitions) {
      const expected =
        holds(from) === holds(to) ? null : holds(to) ? 'RESERVE' : to === 'COMPLETED' ? 'SPEND' : 'RELEASE';
      expect([command, from, to, ledger]).toEqual([command, from, to, expected]);
    }
  });

  test('leads from every open state to an end, and out of no end', () => {
    expect(new Set(transitions.flatMap(({ from }) => from ?? []))).toEqual(new Set(openStates));
    for (const state of openStates)
      expect(transitions.some(({ from, to }) => from === state && !openStates.includes(to))).toBe(true);
  });

  test('gives every open state a day by which something must happen, and no other', () => {
    for (const state of referralStates)
      expect(dueOn(state, 'HIGH', today, publishedWorkdays) !== null).toBe(openStates.includes(state));
  });
});

describe('a step', () => {
  const commands = referralCommands.filter((command) => command !== 'propose');
  const wish = (command: ReferralCommand) => (command === 'complete' ? { outcome: 'SERVED' as const } : {});

  test.each(referralStates.flatMap((state) => commands.map((command) => [command, state] as const)))(
    '%s is allowed of what is %s only where the table has it',
    (command, state) => {
      const account = { offered: 10, reserved: reservingStates.includes(state) ? 4 : 0, spent: 0, booked: 0 };
      const taken = step(referral({ state }), command, wish(command), everybody, standing({ account }), today);
      const row = transitionOf(command, state);
      if (row) expect(taken).toMatchObject({ change: { state: row.to } });
      else expect(taken).toMatchObject({ refused: 'REFERRAL_STATE' });
    },
  );

  test.each([
    ['accept', 'SENT', 'LIVE', 'STATION', null],
    ['accept', 'SENT', 'LOGGED', 'STATION', 'STATION'],
    ['accept', 'SENT', 'LIVE', 'PROVIDER', 'PROVIDER'],
    ['accept', 'SENT', 'LIVE', 'DISTRICT', 'DISTRICT'],
    ['send', 'PROPOSED', 'LIVE', 'PROVIDER', null],
    ['send', 'PROPOSED', 'LOGGED', 'PROVIDER', null],
    ['expire', 'SENT', 'LIVE', 'DISTRICT', null],
    ['expire', 'SENT', 'LIVE', 'CLOCK', 'CLOCK'],
    ['cancel', 'ACCEPTED', 'LIVE', 'PROVIDER', 'PROVIDER'],
    ['cancel', 'SENT', 'LIVE', 'PROVIDER', null],
  ] as const)('%s of what is %s and %s, by %s', (command, state, mode, party, expected) => {
    const taken = step(referral({ state, mode }), command, {}, [party], standing(), today);
    expect('party' in taken ? taken.party : taken.refused).toBe(expected ?? 'REFERRAL_NOT_YOURS');
  });

  test.each([
    ['a need that was met elsewhere', { need: { id: 'need_1', status: 'MET', units: 10 } }, 'NEED_NOT_OPEN'],
    ['a need that others cover', { covered: 7 }, 'NEED_COVERED'],
    ['more than is left', { account: { offered: 10, reserved: 5, spent: 3, booked: 1 } }, 'RESOURCE_EXHAUSTED'],
    ['a person who has it already', { openForPerson: true }, 'REFERRAL_OPEN_FOR_PERSON'],
  ] as const)('does not accept for %s', (_, parts, reason) => {
    expect(step(referral({ state: 'SENT' }), 'accept', {}, everybody, standing(parts), today)).toMatchObject({
      refused: reason,
    });
  });

  test.each([
    ['SERVED', undefined, [{ kind: 'SPEND', units: 4 }], 4],
    ['NOT_SERVED', undefined, [{ kind: 'RELEASE', units: 4 }], 0],
    [
      'PARTLY_SERVED',
      1,
      [
        { kind: 'SPEND', units: 1 },
        { kind: 'RELEASE', units: 3 },
      ],
      1,
    ],
    ['PARTLY_SERVED', 4, null, 0],
    ['PARTLY_SERVED', 0, null, 0],
    ['PARTLY_SERVED', undefined, null, 0],
  ] as const)('completes as %s of %s units', (outcome, servedUnits, ledger, served) => {
    const taken = step(
      referral({ state: 'ACCEPTED' }),
      'complete',
      { outcome, servedUnits },
      everybody,
      standing(),
      today,
    );
    if (ledger) expect(taken).toMatchObject({ ledger, change: { servedUnits: served } });
    else expect(taken).toMatchObject({ refused: 'SERVED_UNITS' });
  });

  test('counts its next day in workdays from when it really happened', () => {
    const taken = step(
      referral({ state: 'SENT', proposedOn: '2026-09-28', sentOn: '2026-09-29', mode: 'LOGGED' }),
      'accept',
      { happenedOn: '2026-09-30' },
      ['STATION'],
      standing(),
      today,
    );
    // Three workdays after the National Day holidays, the Saturday that is made up for among them.
    expect(taken).toMatchObject({ change: { acceptedOn: '2026-09-30', dueOn: '2026-10-10', expiresOn: null } });
  });

  test('is overdue from the day after', () => {
    expect([
      isOverdue({ dueOn: today }, today),
      isOverdue({ dueOn: '2026-11-20' }, today),
      isOverdue({ dueOn: null }, today),
    ]).toEqual([false, true, false]);
  });
});

describe('random sequences', () => {
  const resources = 3;
  const commands = referralCommands.filter((command) => command !== 'propose');

  /** One city: a few resources, many referrals, and owners who book late and change what they offer. */
  function play(seed: string) {
    const randomness = seededRandomness(seed);
    const below = (most: number): number => Buffer.from(randomness(4)).readUInt32BE(0) % most;
    const accounts: Account[] = Array.from({ length: resources }, () => ({
      offered: 5 + below(20),
      reserved: 0,
      spent: 0,
      booked: 0,
    }));
    const given = accounts.map(({ offered }) => offered);
    const referrals: (ReferralRow & { readonly at: number })[] = [];
    const visited: string[] = [];
    for (let turn = 0; turn < 400; turn++) {
      const at = below(resources);
      const account = accounts[at] as Account;
      const kind = below(10);
      if (kind === 0) referrals.push({ ...referral({ units: 1 + below(6) }), at });
      else if (kind === 1) {
        // The owner books some of what was spent: its offer falls by as much, in the same record.
        const late = below(account.spent - account.booked + 1);
        accounts[at] = { ...account, offered: Math.max(0, account.offered - late), booked: account.booked + late };
        given[at] = (given[at] ?? 0) + Math.max(0, late - account.offered);
      } else if (kind === 2 && below(4) === 0) {
        const change = below(7) - 3;
        const offered = Math.max(0, account.offered + change);
        given[at] = (given[at] ?? 0) + offered - account.offered;
        accounts[at] = { ...account, offered };
      } else if (referrals.length > 0) {
        const which = below(referrals.length);
        const before = referrals[which] as (typeof referrals)[number];
        const possible = transitions.filter(({ from }) => from === before.state).map(({ command: one }) => one);
        const tried = below(3) === 0 ? commands : possible;
        const command = tried[below(tried.length)];
        if (command === undefined || command === 'propose') continue;
        const outcome = (['SERVED', 'PARTLY_SERVED', 'NOT_SERVED'] as const)[below(3)];
        const wish = { outcome, servedUnits: below(before.units + 1) };
        const of = accounts[before.at] as Account;
        const left = leftIn(of);
        const taken = step(
          before,
          command,
          wish,
          everybody,
          standing({ account: of, need: { id: 'need_1', status: 'OPEN', units: 1000 } }),
          today,
        );
        if ('refused' in taken) continue;
        const sums = sumsOf(taken.ledger);
        accounts[before.at] = { ...of, reserved: of.reserved + sums.reserved, spent: of.spent + sums.spent };
        if (command === 'accept' && before.units > left) throw new Error('More was promised than was left.');
        const after = { ...before, ...taken.change, version: before.version + 1 };
        if (!transitions.some((row) => row.command === command && row.from === before.state && row.to === after.state))
          throw new Error(`${command} led from ${before.state} to ${after.state}.`);
        visited.push(`${command} ${before.state}`);
        referrals[which] = after;
      }
      check(accounts, referrals, given);
    }
    return visited;
  }

  /** Sums of the ledger are those of the referrals, nothing is negative, and offer, booked and left always make up what there was. */
  function check(
    accounts: readonly Account[],
    referrals: readonly (ReferralRow & { readonly at: number })[],
    given: readonly number[],
  ) {
    for (const [at, account] of accounts.entries()) {
      const own = referrals.filter((one) => one.at === at);
      const held = own
        .filter(({ state }) => reservingStates.includes(state))
        .reduce((sum, { units }) => sum + units, 0);
      const served = own.reduce((sum, { servedUnits }) => sum + servedUnits, 0);
      if (account.reserved !== held || account.spent !== served || account.booked > account.spent)
        throw new Error(`The ledger says ${JSON.stringify(account)}; referrals hold ${held} and were given ${served}.`);
      if (account.reserved < 0 || leftIn(account) < 0) throw new Error('A sum is negative.');
      // What there was is offered still or was booked; so what is left never depends on when the owner books.
      if (account.offered + account.booked !== given[at]) throw new Error('The owner lost count.');
      const expected = Math.max(0, (given[at] ?? 0) - account.spent - account.reserved);
      if (leftIn(account) !== expected) throw new Error(`${leftIn(account)} are left when ${expected} should be.`);
    }
  }

  test('keep to the table, spend nothing twice, and agree with the owners at every moment', () => {
    const visited = new Set(Array.from({ length: 60 }, (_, seed) => play(`city ${seed}`)).flat());
    // A test that never got there would prove nothing.
    for (const { command, from } of transitions) if (from !== null) expect(visited).toContain(`${command} ${from}`);
  });
});
