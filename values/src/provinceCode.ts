/** The first two digits of GB/T 2260: 31 provinces, Taiwan 71 (83 on residence permits), Hong Kong 81, Macao 82. */
const provinceCodes: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

/** True for the two digits of a province, municipality, autonomous region or special region of GB/T 2260. */
export function isProvinceCode(twoDigits: string): boolean {
  return provinceCodes.has(twoDigits);
}
