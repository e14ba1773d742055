import { codesToText, type IntakeKind } from '@hub/kernel';
import { skills } from '@hub/values';
import { servicesInPerson } from '../service-offer/serviceOffer.rules.ts';

const mostPlaces = 10_000;

export const venueIntake: IntakeKind = {
  table: 'venue',
  factKind: 'venue',
  // What matching learns of a slot holds the room's name and place.
  heldBy: [{ table: 'venueSlot', column: 'venueId', factKind: 'venueSlot' }],
  toRow: (record) => ({
    id: record.text('id'),
    name: record.text('name'),
    stationId: record.text('stationId'),
    divisionCode: record.text('divisionCode'),
    seats: record.integer('seats', 1, mostPlaces),
    longitude: record.degrees('longitude', 180),
    latitude: record.degrees('latitude', 90),
  }),
};

export const venueSlotIntake: IntakeKind = {
  table: 'venueSlot',
  factKind: 'venueSlot',
  toRow: (record) => {
    const fromHour = record.integer('fromHour', 0, 23);
    return {
      id: record.text('id'),
      venueId: record.text('venueId'),
      activity: record.text('activity'),
      serviceCode: record.code('serviceCode', servicesInPerson),
      weekday: record.integer('weekday', 1, 7),
      fromHour,
      toHour: record.integer('toHour', fromHour + 1, 24),
      places: record.integer('places', 0, mostPlaces),
      skills: codesToText(record.codes('skills', skills)),
      vettedUntil: record.optionalDay('vettedUntil'),
      startsOn: record.day('startsOn'),
      endsOn: record.optionalDay('endsOn'),
    };
  },
};
