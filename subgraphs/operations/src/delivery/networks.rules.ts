import ipaddr from 'ipaddr.js';

/** Networks in which webhooks may end although they are not public, such as `10.1.0.0/16`. */
export type Networks = readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];

/** Reads a list of networks, parted by commas or blanks; what is none is named. */
export function networksIn(text: string): { readonly networks: Networks; readonly wrong: readonly string[] } {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const isNetwork = (word: string) => ipaddr.IPv4.isValidCIDR(word) || ipaddr.IPv6.isValidCIDR(word);
  return {
    networks: words.filter(isNetwork).map((word) => ipaddr.parseCIDR(word)),
    wrong: words.filter((word) => !isNetwork(word)),
  };
}

/**
 * Whether a webhook may be sent to an address: public ones, and those of the listed networks. An IPv4 address in the clothes of IPv6
 * is judged as what it is; loopback, private, link-local, multicast, translated and reserved ones are not public.
 */
export function mayReach(address: string, networks: Networks): boolean {
  if (!ipaddr.isValid(address)) return false;
  const met = ipaddr.process(address);
  if (met.range() === 'unicast') return true;
  return networks.some(([network, bits]) => network.kind() === met.kind() && met.match(network, bits));
}
