export { carrierOf } from '../../../gateway/src/index.ts';
