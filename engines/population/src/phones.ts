import type { Random } from './random.ts';

/**
 * Prefixes that no operator had in the allocation table of the Ministry of Industry and Information Technology
 * (我国公众移动通信网网号及H0分配情况, March 2023), so that no number here rings at anybody's.
 */
const unassigned = ['154', '160', '163', '164', '168', '169', '179', '194'] as const;

/** What people type where they have no number to give. */
export const placeholderPhones = [
  '13800138000',
  '11111111111',
  '00000000000',
  '13000000000',
  '12345678901',
  '无',
] as const;

/** A mobile number of 11 digits on a prefix that nobody has. */
export function drawPhone(random: Random): string {
  return `${random.pick(unassigned)}${String(random.below(100_000_000)).padStart(8, '0')}`;
}
