export const findNeed = 1;
