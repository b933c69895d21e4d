import QRCode from "qrcode";
import { expect, it } from "vitest";
import { qrCode } from "./qr-code";
import { readQrCode } from "./testing";

it("draws each dark module of the text's code, and none in the margin", () => {
  const text = "https://survey.example.org/s/abc?via=def";
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "M" });
  const svg = qrCode(text);
  const drawn = [...svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`);
  const dark = Array.from({ length: modules.size ** 2 }, (_, at) => at)
    .filter((at) => modules.data[at])
    .map((at) => `${(at % modules.size) + 4} ${Math.floor(at / modules.size) + 4}`);
  expect(drawn).toEqual(dark);
  expect(svg).toContain(`viewBox="0 0 ${modules.size + 8} ${modules.size + 8}"`);
});

it("is read back by a reader of another make, short or long, small or large", async () => {
  const site = "https://survey.example.org/s/abcdefgh2345";
  for (const text of ["http://localhost/s/a", site, `${site}?via=${"x".repeat(64)}`]) {
    for (const width of [176, 400, 1200]) {
      const picture = Buffer.from(qrCode(text));
      expect(await readQrCode(picture, width), `${text} at ${width}`).toBe(text);
    }
  }
});
