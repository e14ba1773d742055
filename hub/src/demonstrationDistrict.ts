/** The district that an empty data folder gets: Xiling in Yichang (宜昌市西陵区), with as many residents in need as its ledger has. */
export const demonstrationSeed = 'xiling';
export const demonstrationResidents = 5600;
export const demonstrationDivision = '420502000000';
