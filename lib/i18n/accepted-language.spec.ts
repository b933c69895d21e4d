import { describe, expect, it } from "vitest";
import { acceptedLanguage } from "./accepted-language";

describe("the language a browser likes best", () => {
  it("is the one of greatest weight among those offered, whatever their order", () => {
    expect(acceptedLanguage("fr;q=0.4, ar-EG;q=0.9, en", ["en", "ar", "fr"])).toBe("en");
    expect(acceptedLanguage("fr;q=0.4, ar-EG;q=0.9, en", ["fr", "ar"])).toBe("ar");
    expect(acceptedLanguage("PT-br , es;q=0.8", ["es", "pt"])).toBe("pt");
  });

  it("is the first offered when the browser names none of them, refuses them, or says nothing", () => {
    for (const header of [null, "", "*", "da, nl;q=0.8", "es;q=0", ";;q=,,q=x"]) {
      expect(acceptedLanguage(header, ["de", "es"])).toBe("de");
    }
  });
});
