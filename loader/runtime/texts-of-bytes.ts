/** Texts of bytes, by functions of Node's that were taken before the guest's code runs. */
import { charCodeAt, isArrayBufferView, slice, uncurryThis } from './primordials.js';

interface NativeBuffer {
  base64Write: (this: Buffer, text: string, offset: number, length: number) => number;
  utf8Slice: (this: ArrayBufferView, start?: number, end?: number) => string;
}

/* eslint-disable @typescript-eslint/unbound-method -- called with their object as `this` */
const { allocUnsafeSlow } = Buffer;
// What Buffer.from and toString call, and look up on the prototype.
const base64Write = uncurryThis((Buffer.prototype as unknown as NativeBuffer).base64Write);
const utf8Slice = uncurryThis((Buffer.prototype as unknown as NativeBuffer).utf8Slice);
/* eslint-enable @typescript-eslint/unbound-method */

const Bytes = Uint8Array;
const byteOrderMark = 0xfeff;

export function textOfBase64(base64: string): string {
  const most = (base64.length * 3) >> 2;
  const bytes = allocUnsafeSlow(most);
  return utf8Slice(bytes, 0, base64Write(bytes, base64, 0, most));
}

/**
 * Of UTF-8, without the mark at its start. A TextDecoder does the same, but Node makes its class
 * when somebody asks for it, and the program would see that.
 */
export function textOfBytes(bytes: ArrayBufferView | ArrayBuffer): string {
  const text = utf8Slice(isArrayBufferView(bytes) ? bytes : new Bytes(bytes as ArrayBuffer));
  return charCodeAt(text, 0) === byteOrderMark ? slice(text, 1) : text;
}
