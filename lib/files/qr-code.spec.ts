import QRCode from "qrcode";
import { expect, it } from "vitest";
import { qrCode } from "./qr-code";

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
