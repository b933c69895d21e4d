import decodeQR from "qr/decode.js";
import sharp from "sharp";

/**
 * What a reader of another make finds in a picture of a QR code.
 *
 * @param width scales the picture to so many pixels first
 * @throws when it finds none
 */
export async function readQrCode(picture: Buffer, width?: number): Promise<string> {
  const { data, info } = await sharp(picture)
    .resize(width)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  // It gives up after a frame of a camera's film unless it is told to take its time.
  return decodeQR({ data, width: info.width, height: info.height }, { timeLimit: 10_000 });
}
