/** Goes up whenever the same snapshot and policy may be answered otherwise than before; a run states it. */
export const engineVersion = '6';
