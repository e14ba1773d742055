export { type DirtRates, dirt } from './dirt.ts';
export { districtDigest, exportDistrict } from './exportDistrict.ts';
export { demonstration, type Figures, figuresFor } from './figures.ts';
export { civilAffairsBureau, hightechZone, streetOffice, volunteerPlatform } from './organisations.ts';
export { type DistrictOptions, type DistrictPlan, type DistrictTotals, planDistrict, type RecordKind } from './plan.ts';
export { programmes } from './projects.ts';
export type * from './records.ts';
export { type ServiceKind, services } from './services.ts';
