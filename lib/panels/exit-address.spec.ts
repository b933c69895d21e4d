import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exitAddress, exitFault, isHost, originOf } from "./exit-address";
import { EXITS } from "./exits";
import { PRESETS } from "./presets";
import { isSignedBy, newSecret, signatureOf } from "./signature";

const hosts = ["panel.example", "localhost:4250"];

describe("an exit address", () => {
  it("leads only to listed hosts, over https, whatever the address and the person's id say", () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...["https://", "http://", "panel.example", "evil.example", "localhost:4250", "{{rid}}"],
        ...["/", "?", "#", "@", ":", "\\", ".", "//", "javascript:", "data:", "\t", "\n", " "],
      ),
      fc.string({ unit: "grapheme", maxLength: 6 }),
    );
    const template = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
    const nearly = template.map((rest) => `https://panel.example${rest}`);
    let led = 0;
    fc.assert(
      fc.property(fc.oneof(template, nearly), fc.string({ unit: "grapheme" }), (exit, id) => {
        const address = exitAddress({ exits: { complete: exit }, hosts }, "complete", id);
        if (address === null) return;
        led++;
        const url = new URL(address);
        expect(hosts).toContain(url.host);
        expect(`${url.username}${url.password}`).toBe("");
        expect(url.protocol === "https:" || url.hostname === "localhost").toBe(true);
      }),
      { numRuns: 3_000 },
    );
    expect(led).toBeGreaterThan(100);
  });

  it("carries the person's id whole, as one value", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 80 }), (id) => {
        const exits = { complete: "https://panel.example/end?status=1&id={{rid}}&x=2" };
        const address = exitAddress({ exits, hosts }, "complete", id);
        const { searchParams } = new URL(address ?? "");
        expect(searchParams.get("id")).toBe(id);
        expect([...searchParams.keys()]).toEqual(["status", "id", "x"]);
      }),
    );
  });

  it("says what is wrong with it", () => {
    expect(exitFault("https://panel.example/end?id={{rid}}", hosts)).toBeNull();
    expect(exitFault("http://localhost:4250/end", hosts)).toBeNull();
    expect(exitFault("http://panel.example/end", hosts)).toBe("exitHttps");
    expect(exitFault("https://other.example/end", hosts)).toBe("exitHost");
    expect(exitFault("https://panel.example:8443/end", hosts)).toBe("exitHost");
    expect(exitFault("https://panel.example@other.example/", hosts)).toBe("exitAddress");
    expect(exitFault("https://panel.example/#end", hosts)).toBe("exitAddress");
    expect(exitFault("panel.example/end", hosts)).toBe("exitAddress");
    expect(exitFault("https://panel.example/?id={{id}}", hosts)).toBe("exitPlaceholder");
    expect(exitFault("https://{{rid}}.example/", ["a.example"])).toBe("exitPlaceholder");
    expect(exitFault("javascript:alert(1)", hosts)).toBe("exitHttps");
  });

  it("is signed as a whole, so that one way out cannot be made into another", () => {
    const hmac = { secret: newSecret(), parameter: "sig" };
    const exits = { complete: "https://panel.example/end?status=1&id={{rid}}" };
    const address = exitAddress({ exits, hosts, hmac }, "complete", "p 1") ?? "";
    const [before, signature] = address.split("&sig=");
    expect(before).toBe("https://panel.example/end?status=1&id=p%201");
    expect(isSignedBy(hmac.secret, before, signature)).toBe(true);
    expect(isSignedBy(hmac.secret, before.replace("status=1", "status=2"), signature)).toBe(false);
    expect(isSignedBy(newSecret(), before, signature)).toBe(false);
    expect(isSignedBy(hmac.secret, before, "")).toBe(false);
  });
});

it("signs as the standard does (RFC 4231, test case 2)", () => {
  expect(signatureOf("Jefe", "what do ya want for nothing?")).toBe(
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  );
});

it("offers only presets whose every exit may be used once the study's codes are in", () => {
  for (const preset of Object.values(PRESETS)) {
    for (const { name } of EXITS) {
      const exit = preset.exits[name].replace("{{code}}", "C1A2B3");
      if (exit) expect(exitFault(exit, preset.hosts), exit).toBeNull();
    }
    expect(exitFault(PRESETS.prolific.exits.complete, preset.hosts)).toBe("exitPlaceholder");
    expect(new URLSearchParams(preset.entryQuery).has(preset.idParameter)).toBe(true);
  }
});

it("tells hosts from other texts", () => {
  for (const host of hosts) expect(isHost(host)).toBe(true);
  for (const text of [
    "",
    "https://panel.example",
    "panel.example/",
    "*.example",
    "a b",
    "A.example",
  ])
    expect(isHost(text), text).toBe(false);
  expect(hosts.map(originOf)).toEqual(["https://panel.example", "http://localhost:4250"]);
});
