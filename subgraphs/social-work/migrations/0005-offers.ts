import { defineMigration } from '@hub/kernel';

/** What stations offer: services, and rooms with the activities that are held in them each week. */
export const offersMigration = defineMigration('0005-offers', ({ key, text }) => [
  `create table service_offer (
    key ${key}, id ${text} not null unique, version integer not null, name ${text} not null, station_id ${text} not null,
    service_code ${text} not null, division_code ${text} not null, hours_per_month integer not null, reach_metres integer,
    windows integer not null, skills ${text} not null, beneficiary_groups ${text} not null, vetted_until ${text},
    starts_on ${text} not null, ends_on ${text}, longitude double precision not null, latitude double precision not null)`,
  'create index service_offer_division on service_offer (division_code, id)',
  'create index service_offer_station on service_offer (station_id, id)',

  `create table venue (
    key ${key}, id ${text} not null unique, version integer not null, name ${text} not null, station_id ${text} not null,
    division_code ${text} not null, seats integer not null, longitude double precision not null, latitude double precision not null)`,
  'create index venue_division on venue (division_code, id)',
  'create index venue_station on venue (station_id, id)',

  `create table venue_slot (
    key ${key}, id ${text} not null unique, version integer not null, venue_id ${text} not null, activity ${text} not null,
    service_code ${text} not null, weekday integer not null, from_hour integer not null, to_hour integer not null,
    places integer not null, skills ${text} not null, vetted_until ${text}, starts_on ${text} not null, ends_on ${text})`,
  'create index venue_slot_venue on venue_slot (venue_id, weekday, from_hour, id)',

  `alter table referral_booking add column offer_id ${text}`,
  'create index referral_booking_offer on referral_booking (offer_id)',
]);
