import { parentPort, workerData } from 'node:worker_threads';
import { formatFrozenModel, freezeModel, parseCsv, peopleModel, withoutPeople } from '@hub/engine-linkage';

/**
 * Learns a version from records, given as the bytes of a CSV file. What is kept of their values is what is frequent: no number, phone or
 * address of anybody. Blocks that are too large among these records stay left out.
 */
const frozen = freezeModel([parseCsv(workerData as Uint8Array)], peopleModel);
parentPort?.postMessage(formatFrozenModel({ ...withoutPeople(frozen), dropped: frozen.dropped }));
