/** A column of 32-bit integers that grows without being copied. */
export interface Column {
  readonly add: (value: number) => void;
  readonly addAll: (values: Int32Array) => void;
  /** What was added so far, as a view on memory that threads may share. */
  readonly values: () => Int32Array;
}

const MOST_BYTES = 2 ** 31;
const STEP_BYTES = 2 ** 22;

/** An empty column. Address space is reserved for five hundred million values; memory is taken in steps of four megabytes. */
export const createColumn = (): Column => {
  const buffer = new SharedArrayBuffer(0, { maxByteLength: MOST_BYTES });
  let view = new Int32Array(buffer, 0, 0);
  let size = 0;
  const grow = (bytes: number): void => {
    buffer.grow(Math.ceil(bytes / STEP_BYTES) * STEP_BYTES);
    view = new Int32Array(buffer, 0, buffer.byteLength >> 2);
  };
  return {
    add: (value) => {
      if (size === view.length) grow(size * 4 + 1);
      view[size++] = value;
    },
    addAll: (values) => {
      if (size + values.length > view.length) grow((size + values.length) * 4);
      view.set(values, size);
      size += values.length;
    },
    values: () => view.subarray(0, size),
  };
};
