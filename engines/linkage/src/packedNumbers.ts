import { FileProblem } from './problems.ts';
import { asText } from './readJson.ts';

/** How numbers of one kind are put into bytes, little end first on every machine. */
type Packing<Numbers> = {
  readonly width: 4 | 8;
  readonly make: (length: number) => Numbers;
  readonly put: (view: DataView, at: number, value: number) => void;
  readonly get: (view: DataView, at: number) => number;
};

type NumberArray = Int32Array | Float32Array | Float64Array;

/** Numbers as Base64 of their bytes, and back; `unpack` throws a `FileProblem` for a text that is none. */
const packed = <Numbers extends NumberArray>({ width, make, put, get }: Packing<Numbers>) => ({
  pack: (numbers: Numbers): string => {
    const bytes = Buffer.alloc(numbers.length * width);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < numbers.length; at += 1) put(view, at * width, numbers[at] ?? 0);
    return bytes.toString('base64');
  },
  unpack: (value: unknown, place: string): Numbers => {
    const text = value === '' ? '' : asText(value, place);
    const bytes = Buffer.from(text, 'base64');
    if (bytes.length % width !== 0 || bytes.toString('base64') !== text)
      throw new FileProblem('MODEL_NOT_PACKED', { place, width });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const numbers = make(bytes.length / width);
    for (let at = 0; at < numbers.length; at += 1) numbers[at] = get(view, at * width);
    return numbers;
  },
});

export const integers = packed<Int32Array>({
  width: 4,
  make: (length) => new Int32Array(length),
  put: (view, at, value) => view.setInt32(at, value, true),
  get: (view, at) => view.getInt32(at, true),
});

export const singles = packed<Float32Array>({
  width: 4,
  make: (length) => new Float32Array(length),
  put: (view, at, value) => view.setFloat32(at, value, true),
  get: (view, at) => view.getFloat32(at, true),
});

export const doubles = packed<Float64Array>({
  width: 8,
  make: (length) => new Float64Array(length),
  put: (view, at, value) => view.setFloat64(at, value, true),
  get: (view, at) => view.getFloat64(at, true),
});
