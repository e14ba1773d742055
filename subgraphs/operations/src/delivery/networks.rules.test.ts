import { expect, test } from 'vitest';
import { mayReach, networksIn } from './networks.rules.ts';

const { networks } = networksIn('10.1.0.0/16, 192.168.7.9/32 fd00:1::/32');

test.each([
  ['a public address', '203.0.114.7', true],
  ['a public address of IPv6', '2606:4700::1111', true],
  ['a listed network', '10.1.200.3', true],
  ['its neighbour', '10.2.0.3', false],
  ['a listed address', '192.168.7.9', true],
  ['its neighbour', '192.168.7.10', false],
  ['a listed address in the clothes of IPv6', '::ffff:10.1.0.1', true],
  ['a private address in the clothes of IPv6', '::ffff:10.2.0.1', false],
  ['a listed network of IPv6', 'fd00:1::7', true],
  ['its neighbour', 'fd00:2::7', false],
  ['this machine', '127.0.0.1', false],
  ['this machine in IPv6', '::1', false],
  ['no address in particular', '0.0.0.0', false],
  ['the address of cloud metadata', '169.254.169.254', false],
  ['link-local IPv6', 'fe80::1', false],
  ['carrier-grade NAT', '100.64.0.1', false],
  ['multicast', '224.0.0.1', false],
  ['broadcast', '255.255.255.255', false],
  ['a private address behind NAT64', '64:ff9b::a02:1', false],
  ['a private address behind 6to4', '2002:a02:1::', false],
  ['documentation', '192.0.2.1', false],
  ['no address at all', 'receiver.test', false],
  ['a zone of IPv6', 'fe80::1%eth0', false],
])('%s (%s) may be reached: %s', (_, address, may) => {
  expect(mayReach(address, networks)).toBe(may);
});

test('what is no network is named', () => {
  expect(networksIn('10.0.0.0/8, 10.0.0.1, a/8')).toMatchObject({ wrong: ['10.0.0.1', 'a/8'] });
  expect(networksIn(' ').networks).toEqual([]);
});
