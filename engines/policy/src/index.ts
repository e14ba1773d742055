export * from './decide.ts';
export * from './duties.ts';
export * from './policy.ts';
export * from './referral.ts';
export * from './scope.ts';
export * from './viewer.ts';
